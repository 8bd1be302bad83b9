import { Loading, Skeleton } from "@/components/ui/feedback/skeleton";

export default function LoadingWorkflowRun() {
  return (
    <Loading label="Loading the run">
      <div className="flex min-h-14 flex-col justify-center gap-2 border-b px-4">
        <Skeleton className="h-3 w-72" />
        <Skeleton className="h-2.5 w-40" />
      </div>
      <div className="flex flex-col gap-2 p-4">
        {[60, 75, 40, 66].map((width) => (
          <Skeleton key={width} className="h-3" style={{ width: `${width}%` }} />
        ))}
      </div>
    </Loading>
  );
}
