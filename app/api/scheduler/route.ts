import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import {
  listScheduled,
  RunNow,
  RunNowResponse,
  runScheduledNow,
  SchedulerResponse,
} from "@/lib/jobs/scheduler";

export const GET = defineRoute({
  summary: "List the periodic jobs with their last and next runs",
  role: "operator",
  response: SchedulerResponse,
  handle: async ({ ctx }) => ok({ tasks: await listScheduled(ctx) }),
});

export const POST = defineRoute({
  summary: "Run a periodic job now, and answer once it is done",
  role: "admin",
  body: RunNow,
  response: RunNowResponse,
  longLived: true,
  handle: async ({ ctx, body }) => ok(await runScheduledNow(ctx, body.task_id)),
});
