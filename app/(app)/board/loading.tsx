import { CardSkeletons } from "@/components/board/columns/card-skeletons";
import { PageToolbar } from "@/components/ui/controls/page-toolbar";
import { PageHeader } from "@/components/ui/display/page-header";
import { STATUS, TASK_STATUSES } from "@/components/ui/display/status";
import { StatusIcon } from "@/components/ui/display/status-icon";

export default function BoardLoading() {
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader title="Board" className="static" />
      <PageToolbar>
        <span className="h-7" />
      </PageToolbar>
      <div className="flex min-h-0 flex-1 gap-2 overflow-hidden p-3">
        {TASK_STATUSES.filter((status) => status !== "cancelled").map((status, column) => (
          <div
            key={status}
            className="min-w-66 flex-1 rounded-lg bg-canvas max-md:min-w-full dark:bg-sunken"
          >
            <div className="flex h-10 items-center gap-2 px-3 font-medium text-sm">
              <StatusIcon status={status} />
              {STATUS[status].label}
            </div>
            <CardSkeletons label={`Loading ${STATUS[status].label}`} count={4 - (column % 3)} />
          </div>
        ))}
      </div>
    </div>
  );
}
