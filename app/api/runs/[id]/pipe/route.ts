import { defineRoute } from "@/lib/api/route";
import { idempotencyKeyOf } from "@/lib/http/idempotency";
import { created } from "@/lib/http/respond";
import { RunPath } from "@/lib/runs/schema";
import { runToWire } from "@/lib/runs/wire";
import { pipeRun } from "@/lib/turns/pipe";
import { PipeRun } from "@/lib/turns/schema";
import { TurnResponse } from "@/lib/turns/shapes";
import { runWithin } from "@/lib/turns/wait";

export const POST = defineRoute({
  id: "turns.pipe",
  summary: "Ask an agent something about the output of a run",
  role: "operator",
  params: RunPath,
  body: PipeRun,
  response: TurnResponse,
  status: 201,
  longLived: true,
  keepsKey: true,
  handle: async ({ ctx, params, body, request, caller }) => {
    const { run, queue } = await pipeRun(ctx, {
      runId: params.id,
      to: body.to,
      message: body.message,
      timeoutSeconds: body.timeout_seconds,
      fresh: body.fresh,
      parentRunId: body.parent_run_id,
      key: idempotencyKeyOf(request),
    });
    const waiting = { seconds: body.wait, signal: request.signal, caller };
    const read = body.wait === 0 ? run : await runWithin(ctx, run.id, waiting);
    return created({ run: runToWire(read), queue });
  },
});
