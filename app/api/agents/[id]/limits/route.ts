import { AgentPath } from "@/lib/agents/schema";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { SetLimits } from "@/lib/limits/schema";
import { readLimits, setLimits } from "@/lib/limits/settings";
import { LimitsResponse } from "@/lib/limits/shapes";

export const GET = defineRoute({
  id: "agents.limits",
  summary: "What a run of an agent may come to before it is stopped",
  params: AgentPath,
  response: LimitsResponse,
  handle: async ({ ctx, params }) => ok(await readLimits(ctx, { agent: params.id })),
});

export const PUT = defineRoute({
  id: "agents.set_limits",
  summary: "Set what a run of an agent may come to before it is stopped",
  role: "operator",
  params: AgentPath,
  body: SetLimits,
  response: LimitsResponse,
  handle: async ({ ctx, params, body }) =>
    ok(await setLimits(ctx, { agent: params.id }, body.limits)),
});
