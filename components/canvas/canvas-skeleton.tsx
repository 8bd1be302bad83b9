import { Loading, Skeleton } from "@/components/ui/feedback/skeleton";

const GROUPS = [
  { id: "wide", tasks: 8 },
  { id: "short", tasks: 4 },
  { id: "middle", tasks: 6 },
];

/** Containers with tasks in them, before they are known. */
export function CanvasSkeleton() {
  return (
    <Loading
      label="Loading the canvas"
      className="flex min-h-0 flex-1 flex-wrap content-start gap-6 overflow-hidden bg-canvas p-8 dark:bg-sunken"
    >
      {GROUPS.map(({ id, tasks }) => (
        <div key={id} className="rounded-md border bg-ink/3 p-4">
          <Skeleton className="mb-5 h-4 w-40" />
          <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
            {Array.from({ length: tasks }, (_, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
              <Skeleton key={at} className="h-16 w-36" />
            ))}
          </div>
        </div>
      ))}
    </Loading>
  );
}
