import { z } from "zod";
import { defineRoute } from "@/lib/api/route";
import { MAX_INT, numberParam } from "@/lib/core/fields";
import { cancelRun } from "@/lib/dispatch/cancel";
import { ok } from "@/lib/http/respond";
import { CancelRun } from "@/lib/runs/schema";
import { runToWire } from "@/lib/runs/wire";

export const POST = defineRoute({
  summary: "Cancel a run: it is stopped at its runtime, and its task waits",
  role: "operator",
  params: z.object({ id: numberParam(1, MAX_INT) }),
  body: CancelRun,
  handle: async ({ ctx, params, body }) =>
    ok({ run: runToWire(await cancelRun(ctx, { runId: params.id, reason: body.reason })) }),
});
