import { Loading, Skeleton } from "@/components/ui/feedback/skeleton";

const WIDTHS = ["84%", "62%", "92%", "71%"];

export function CardSkeletons({ label, count = 3 }: { label: string; count?: number }) {
  return (
    <Loading label={label} className="flex flex-col gap-1.5 px-1.5 max-md:px-3">
      {WIDTHS.slice(0, count).map((width) => (
        <div key={width} className="rounded-lg border bg-raised p-2.5">
          <Skeleton className="h-3 w-16" />
          <Skeleton className="mt-2 h-3" style={{ width }} />
          <Skeleton className="mt-4 h-4 w-24" />
        </div>
      ))}
    </Loading>
  );
}
