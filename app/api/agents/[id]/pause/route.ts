import { pauseAgent } from "@/lib/agents/pause";
import { AgentPath, PauseAgent } from "@/lib/agents/schema";
import { AgentResponse } from "@/lib/agents/shapes";
import { agentFor } from "@/lib/agents/wire";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";

export const POST = defineRoute({
  id: "agents.pause",
  summary: "Give an agent nothing new until it is resumed; what it has goes on",
  role: "operator",
  params: AgentPath,
  body: PauseAgent,
  response: AgentResponse,
  status: 200,
  handle: async ({ ctx, params, body }) =>
    ok({ agent: agentFor(ctx.actor, await pauseAgent(ctx, params.id, body.note)) }),
});
