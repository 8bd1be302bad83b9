import { defineRoute } from "@/lib/api/route";
import { cancelRun } from "@/lib/dispatch/cancel";
import { ok } from "@/lib/http/respond";
import { CancelRun, RunPath } from "@/lib/runs/schema";
import { RunResponse } from "@/lib/runs/shapes";
import { runToWire } from "@/lib/runs/wire";

export const POST = defineRoute({
  id: "runs.cancel",
  summary: "Cancel a run: it is stopped at its runtime, and its task waits",
  role: "operator",
  params: RunPath,
  body: CancelRun,
  response: RunResponse,
  handle: async ({ ctx, params, body }) =>
    ok({ run: runToWire(await cancelRun(ctx, { runId: params.id, reason: body.reason })) }),
});
