import { AgentPath } from "@/lib/agents/schema";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { resetAgent } from "@/lib/turns/reset";
import { ResetAgent } from "@/lib/turns/schema";
import { ResetResponse } from "@/lib/turns/shapes";

export const POST = defineRoute({
  id: "turns.reset",
  summary: "Let an agent begin a new conversation; its turns and their cost stay",
  role: "operator",
  params: AgentPath,
  body: ResetAgent,
  response: ResetResponse,
  handle: async ({ ctx, params, body }) => ok(await resetAgent(ctx, params.id, body)),
});
