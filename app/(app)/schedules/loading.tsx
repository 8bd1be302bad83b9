import { PageHeader } from "@/components/ui/display/page-header";
import { Loading, Skeleton } from "@/components/ui/feedback/skeleton";

export default function LoadingSchedules() {
  return (
    <>
      <PageHeader title="Schedules" />
      <Loading label="Loading schedules">
        <div className="divide-y divide-line">
          {[0, 1, 2, 3].map((row) => (
            <div key={row} className="flex min-h-14 flex-col justify-center gap-2 px-4">
              <Skeleton className="h-3 w-40" />
              <Skeleton className="h-2.5 w-64" />
            </div>
          ))}
        </div>
      </Loading>
    </>
  );
}
