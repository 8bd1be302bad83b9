import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { SendAgentMessage } from "@/lib/messages/schema";
import { messageAgent } from "@/lib/messages/send";
import { SuccessResponse } from "@/lib/messages/shapes";

export const POST = defineRoute({
  id: "agents.message",
  summary: "Send an agent a message, which it gets with its next heartbeat",
  role: "operator",
  body: SendAgentMessage,
  response: SuccessResponse,
  status: 200,
  handle: async ({ ctx, body }) => {
    await messageAgent(ctx, body);
    return ok({ success: true });
  },
});
