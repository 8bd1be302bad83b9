import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { SetLimits } from "@/lib/limits/schema";
import { readLimits, setLimits } from "@/lib/limits/settings";
import { LimitsResponse } from "@/lib/limits/shapes";
import { ProjectPath } from "@/lib/projects/schema";

export const GET = defineRoute({
  id: "projects.limits",
  summary: "What a run in a project may come to before it is stopped",
  params: ProjectPath,
  response: LimitsResponse,
  handle: async ({ ctx, params }) => ok(await readLimits(ctx, { project: params.id })),
});

export const PUT = defineRoute({
  id: "projects.set_limits",
  summary: "Set what a run in a project may come to before it is stopped",
  role: "admin",
  params: ProjectPath,
  body: SetLimits,
  response: LimitsResponse,
  handle: async ({ ctx, params, body }) =>
    ok(await setLimits(ctx, { project: params.id }, body.limits)),
});
