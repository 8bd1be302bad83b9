import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { adviceFor, BUSY_FROM } from "@/lib/tasks/queue/advice";
import { workload } from "@/lib/tasks/queue/workload";
import { WorkloadResponse } from "@/lib/tasks/shapes";

export const GET = defineRoute({
  id: "workload.read",
  summary: "How much work lies where",
  response: WorkloadResponse,
  handle: async ({ ctx }) => {
    const load = await workload(ctx);
    const pending = load.byStatus.inbox + load.byStatus.assigned;
    return ok({
      timestamp: ctx.clock.now().getTime(),
      queue: {
        total_pending: pending,
        by_status: load.byStatus,
        by_priority: load.byPriority,
        oldest_pending_age_seconds: load.oldestPendingSeconds,
        ...load.wait,
      },
      capacity: load.capacity,
      agents: load.crew,
      recommendation: adviceFor(load.crew, pending),
      thresholds: { busy_ratio_throttle: BUSY_FROM.throttle, busy_ratio_shed: BUSY_FROM.shed },
      stale: load.stale,
      requests: load.requests,
      needs_person: load.needsPerson,
    });
  },
});
