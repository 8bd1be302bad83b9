import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { SetLimits } from "@/lib/limits/schema";
import { readLimits, setLimits } from "@/lib/limits/settings";
import { LimitsResponse } from "@/lib/limits/shapes";
import { TaskPath } from "@/lib/tasks/schema";

export const GET = defineRoute({
  id: "tasks.limits",
  summary: "What a run of a task may come to before it is stopped",
  params: TaskPath,
  response: LimitsResponse,
  handle: async ({ ctx, params }) => ok(await readLimits(ctx, { task: params.id })),
});

export const PUT = defineRoute({
  id: "tasks.set_limits",
  summary: "Set what a run of a task may come to before it is stopped",
  role: "operator",
  params: TaskPath,
  body: SetLimits,
  response: LimitsResponse,
  handle: async ({ ctx, params, body }) =>
    ok(await setLimits(ctx, { task: params.id }, body.limits)),
});
