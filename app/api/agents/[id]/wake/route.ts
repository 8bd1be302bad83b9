import { AgentPath } from "@/lib/agents/schema";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { Wake } from "@/lib/messages/schema";
import { WakeResponse, wakeAgent } from "@/lib/mission-control/wake";

export const POST = defineRoute({
  id: "agents.wake",
  summary:
    "Have Baton look for work of an agent that it calls at once; one that polls gets a message",
  role: "operator",
  params: AgentPath,
  body: Wake,
  response: WakeResponse,
  status: 200,
  handle: async ({ ctx, params, body }) => ok(await wakeAgent(ctx, params.id, body.message)),
});
