import { heartbeatRun } from "@/lib/agents/heartbeat";
import { RunHeartbeat } from "@/lib/agents/schema";
import { workerOf } from "@/lib/agents/workers";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { RunPath } from "@/lib/runs/schema";
import { RunResponse } from "@/lib/runs/shapes";
import { runToWire } from "@/lib/runs/wire";

export const POST = defineRoute({
  id: "runs.heartbeat",
  summary: "Give a sign of life for one run, which renews its lease",
  role: "operator",
  params: RunPath,
  body: RunHeartbeat,
  response: RunResponse,
  pool: "queue",
  handle: async ({ ctx, params, body, request }) => {
    const run = await heartbeatRun(ctx, params.id, { worker: workerOf(request, body.worker) });
    return ok({ run: runToWire(run) });
  },
});
