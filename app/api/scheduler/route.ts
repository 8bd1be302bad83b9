import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import {
  listPeriodicJobs,
  RunNow,
  RunNowResponse,
  runPeriodicJobNow,
  SchedulerResponse,
} from "@/lib/jobs/periodic";

export const GET = defineRoute({
  id: "scheduler.list",
  summary: "List the periodic jobs with their last and next runs",
  role: "operator",
  response: SchedulerResponse,
  handle: async ({ ctx }) => ok({ tasks: await listPeriodicJobs(ctx) }),
});

export const POST = defineRoute({
  id: "scheduler.run",
  summary: "Run a periodic job now, and answer once it is done",
  role: "admin",
  body: RunNow,
  response: RunNowResponse,
  longLived: true,
  handle: async ({ ctx, body }) => ok(await runPeriodicJobNow(ctx, body.task_id)),
});
