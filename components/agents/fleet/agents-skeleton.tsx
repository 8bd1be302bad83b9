import { Loading, Skeleton } from "@/components/ui/feedback/skeleton";

/** The placeholder of the list while it loads. */
export function AgentsSkeleton() {
  return (
    <Loading label="Loading agents">
      <div className="flex h-11 items-center gap-2 border-b px-4">
        <Skeleton className="h-7 w-56 max-md:flex-1" />
        <Skeleton className="h-7 w-80 max-md:hidden" />
      </div>
      <div className="divide-y divide-line">
        {[0, 1, 2, 3, 4, 5].map((row) => (
          <div key={row} className="flex h-13 items-center gap-3 px-4 max-md:h-28">
            <Skeleton className="size-6 rounded-sm" />
            <div className="flex w-40 flex-col gap-1.5">
              <Skeleton className="h-3 w-24" />
              <Skeleton className="h-2.5 w-16" />
            </div>
            <Skeleton
              className="h-3 flex-1 max-md:hidden"
              style={{ maxWidth: `${18 + ((row * 13) % 20)}%` }}
            />
            <Skeleton className="ml-auto h-3 w-14" />
          </div>
        ))}
      </div>
    </Loading>
  );
}
