import { resumeAgent } from "@/lib/agents/pause";
import { AgentPath } from "@/lib/agents/schema";
import { AgentResponse } from "@/lib/agents/shapes";
import { agentFor } from "@/lib/agents/wire";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";

export const POST = defineRoute({
  id: "agents.resume",
  summary: "Give a paused agent work again",
  role: "operator",
  params: AgentPath,
  response: AgentResponse,
  status: 200,
  handle: async ({ ctx, params }) =>
    ok({ agent: agentFor(ctx.actor, await resumeAgent(ctx, params.id)) }),
});
