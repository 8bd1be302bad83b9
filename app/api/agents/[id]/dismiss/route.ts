import { AgentPath } from "@/lib/agents/schema";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { dismissAgent } from "@/lib/turns/dismiss";
import { DismissResponse } from "@/lib/turns/shapes";

export const POST = defineRoute({
  id: "turns.dismiss",
  summary: "Dismiss an agent: its turns are ended, its tasks released, and it is deleted",
  role: "operator",
  params: AgentPath,
  response: DismissResponse,
  handle: async ({ ctx, params }) => {
    const { name, cancelled, released } = await dismissAgent(ctx, params.id);
    return ok({ agent: name, cancelled, released });
  },
});
