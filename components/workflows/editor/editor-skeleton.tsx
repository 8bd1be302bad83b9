import { Loading, Skeleton } from "@/components/ui/feedback/skeleton";

/** The place of the editor while its code is fetched. */
export function EditorSkeleton() {
  return (
    <Loading label="Loading the editor" className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-11 items-center gap-2 border-b px-4">
        <Skeleton className="h-7 w-24" />
        <Skeleton className="h-7 w-16" />
      </div>
      <div className="flex min-h-0 flex-1">
        <div className="flex flex-1 flex-col items-center justify-center gap-8 bg-canvas dark:bg-sunken">
          <Skeleton className="h-16 w-52" />
          <Skeleton className="h-16 w-52" />
          <Skeleton className="h-16 w-52" />
        </div>
        <div className="flex w-[34rem] flex-col gap-2.5 border-l bg-panel p-6 max-lg:hidden">
          {Array.from({ length: 14 }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
            <Skeleton key={row} className="h-3" style={{ width: `${30 + ((row * 29) % 50)}%` }} />
          ))}
        </div>
      </div>
    </Loading>
  );
}
