import { defineRoute } from "@/lib/api/route";
import { listMessages, steerRun } from "@/lib/engine/steering";
import { ok } from "@/lib/http/respond";
import { RunPath } from "@/lib/runs/schema";
import { messageToWire } from "@/lib/steering/row";
import { SteerBody } from "@/lib/steering/schema";
import { RunMessageResponse, RunMessagesResponse } from "@/lib/steering/shapes";

export const GET = defineRoute({
  id: "runs.messages",
  summary: "What was said to a run while it worked, and when it takes more",
  params: RunPath,
  response: RunMessagesResponse,
  handle: async ({ ctx, params }) => {
    const { messages, steering } = await listMessages(ctx, params.id);
    return ok({ messages: messages.map(messageToWire), steering });
  },
});

export const POST = defineRoute({
  id: "runs.steer",
  summary: "Say something to a run while it works",
  role: "operator",
  params: RunPath,
  body: SteerBody,
  response: RunMessageResponse,
  status: 201,
  handle: async ({ ctx, params, body }) => {
    const message = await steerRun(ctx, { runId: params.id, ...body });
    return ok({ message: messageToWire(message) }, { status: 201 });
  },
});
