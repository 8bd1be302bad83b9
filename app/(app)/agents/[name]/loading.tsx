import { Loading, Skeleton } from "@/components/ui/feedback/skeleton";

export default function LoadingAgent() {
  return (
    <Loading label="Loading agent">
      <div className="flex h-14 items-center gap-3 border-b px-4">
        <Skeleton className="size-9 rounded-sm" />
        <div className="flex flex-col gap-1.5">
          <Skeleton className="h-3.5 w-32" />
          <Skeleton className="h-3 w-48" />
        </div>
      </div>
      <div className="flex h-10 items-center gap-6 border-b px-4">
        <Skeleton className="h-3 w-16" />
        <Skeleton className="h-3 w-12" />
        <Skeleton className="h-3 w-12" />
        <Skeleton className="h-3 w-12" />
      </div>
      <div className="grid gap-8 p-6 lg:grid-cols-2">
        <Skeleton className="h-72 w-full" />
        <Skeleton className="h-48 w-full" />
      </div>
    </Loading>
  );
}
