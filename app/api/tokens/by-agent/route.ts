import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { TokensByAgent } from "@/lib/runs/schema";
import { TokensByAgentResponse } from "@/lib/runs/token-shapes";
import { tokensByAgent } from "@/lib/runs/tokens";

export const GET = defineRoute({
  id: "tokens.by_agent",
  summary: "Tokens and costs of each agent over the last days",
  query: TokensByAgent,
  response: TokensByAgentResponse,
  handle: async ({ ctx, query }) => ok(await tokensByAgent(ctx, query)),
});
