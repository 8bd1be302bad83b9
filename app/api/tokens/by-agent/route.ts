import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { TokensByAgent } from "@/lib/runs/schema";
import { tokensByAgent } from "@/lib/runs/tokens";

export const GET = defineRoute({
  summary: "Tokens and costs of each agent over the last days",
  query: TokensByAgent,
  handle: async ({ ctx, query }) => ok(await tokensByAgent(ctx, query)),
});
