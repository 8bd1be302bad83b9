import { Loading, Skeleton } from "@/components/ui/feedback/skeleton";

export function TaskSkeleton() {
  return (
    <Loading label="Loading the task" className="flex flex-col gap-4 p-5">
      <Skeleton className="h-7 w-2/3" />
      <Skeleton className="h-5 w-1/2" />
      <Skeleton className="h-24 w-full" />
      <Skeleton className="h-16 w-full" />
    </Loading>
  );
}
