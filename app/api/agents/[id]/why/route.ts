import { AgentPath } from "@/lib/agents/schema";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { whyAgent } from "@/lib/why/agent";
import { WhyAgentResponse } from "@/lib/why/shapes";

export const GET = defineRoute({
  id: "agents.why",
  summary: "Why an agent works on nothing new now, or what it does",
  params: AgentPath,
  response: WhyAgentResponse,
  handle: async ({ ctx, params }) => ok(await whyAgent(ctx, params.id)),
});
