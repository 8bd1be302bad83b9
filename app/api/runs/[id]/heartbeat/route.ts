import { heartbeatRun } from "@/lib/agents/heartbeat";
import { RunHeartbeat } from "@/lib/agents/schema";
import { workerOf } from "@/lib/agents/workers";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { RunPulseResponse } from "@/lib/requests/shapes";
import { RunPath } from "@/lib/runs/schema";
import { runToWire } from "@/lib/runs/wire";
import { messageToWire } from "@/lib/steering/row";

export const POST = defineRoute({
  id: "runs.heartbeat",
  summary: "Give a sign of life for one run, which renews its lease",
  role: "operator",
  params: RunPath,
  body: RunHeartbeat,
  response: RunPulseResponse,
  pool: "queue",
  handle: async ({ ctx, params, body, request }) => {
    const worker = workerOf(request, body.worker);
    const beat = { worker, delivered: body.messages_delivered };
    const { run, answers, messages } = await heartbeatRun(ctx, params.id, beat);
    return ok({ run: runToWire(run), answers, messages: messages.map(messageToWire) });
  },
});
