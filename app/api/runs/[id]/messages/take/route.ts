import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { RunPath } from "@/lib/runs/schema";
import { messageToWire } from "@/lib/steering/row";
import { TakeBody } from "@/lib/steering/schema";
import { TakenMessagesResponse } from "@/lib/steering/shapes";
import { takeMessages } from "@/lib/steering/take";

export const POST = defineRoute({
  id: "runs.take_messages",
  summary: "Take what people said to a run, to give it to the program that works on it",
  role: "operator",
  params: RunPath,
  body: TakeBody,
  response: TakenMessagesResponse,
  pool: "queue",
  handle: async ({ ctx, params, body }) => {
    const messages = await takeMessages(ctx, params.id, body);
    return ok({ messages: messages.map(messageToWire) });
  },
});
