import { AttributionQuery, AttributionResponse, agentAttribution } from "@/lib/agents/inspect";
import { AgentPath } from "@/lib/agents/schema";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "agents.attribution",
  summary: "Account for what an agent did and cost; for itself, or privileged admins",
  params: AgentPath,
  query: AttributionQuery,
  response: AttributionResponse,
  handle: async ({ ctx, params, query }) => ok(await agentAttribution(ctx, params.id, query)),
});
