import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { ReadRun, RunPath } from "@/lib/runs/schema";
import { RunResponse } from "@/lib/runs/shapes";
import { runToWire } from "@/lib/runs/wire";
import { runWithin } from "@/lib/turns/wait";

export const GET = defineRoute({
  id: "runs.read",
  summary: "Read one run, and with wait the moment it has ended",
  params: RunPath,
  query: ReadRun,
  response: RunResponse,
  longLived: true,
  handle: async ({ ctx, params, query, request, caller }) => {
    const waiting = { seconds: query.wait, signal: request.signal, caller };
    return ok({ run: runToWire(await runWithin(ctx, params.id, waiting, query.texts)) });
  },
});
