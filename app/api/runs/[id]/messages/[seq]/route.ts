import { defineRoute } from "@/lib/api/route";
import { changeMessage } from "@/lib/engine/steering";
import { ok } from "@/lib/http/respond";
import { messageToWire } from "@/lib/steering/row";
import { ChangeMessageBody, RunMessagePath } from "@/lib/steering/schema";
import { RunMessageResponse } from "@/lib/steering/shapes";
import { withdrawMessage } from "@/lib/steering/withdraw";

export const PATCH = defineRoute({
  id: "runs.change_message",
  summary: "Change a message to a run that it has not heard yet",
  role: "operator",
  params: RunMessagePath,
  body: ChangeMessageBody,
  response: RunMessageResponse,
  handle: async ({ ctx, params, body }) => {
    const message = await changeMessage(ctx, { runId: params.id, seq: params.seq, ...body });
    return ok({ message: messageToWire(message) });
  },
});

export const DELETE = defineRoute({
  id: "runs.withdraw_message",
  summary: "Take back a message to a run that it has not heard yet",
  role: "operator",
  params: RunMessagePath,
  response: RunMessageResponse,
  handle: async ({ ctx, params }) => {
    const message = await withdrawMessage(ctx, { runId: params.id, seq: params.seq });
    return ok({ message: messageToWire(message) });
  },
});
