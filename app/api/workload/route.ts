import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { workload } from "@/lib/tasks/queue/workload";
import { WorkloadResponse } from "@/lib/tasks/shapes";

export const GET = defineRoute({
  id: "workload.read",
  summary: "How much work lies where",
  response: WorkloadResponse,
  handle: async ({ ctx }) => {
    const load = await workload(ctx);
    return ok({
      timestamp: ctx.clock.now().getTime(),
      queue: {
        total_pending: load.byStatus.inbox + load.byStatus.assigned,
        by_status: load.byStatus,
        by_priority: load.byPriority,
        oldest_pending_age_seconds: load.oldestPendingSeconds,
      },
      stale: load.stale,
      needs_person: load.needsPerson,
    });
  },
});
