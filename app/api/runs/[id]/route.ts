import { defineRoute } from "@/lib/api/route";
import { detailOf, RunDetailResponse } from "@/lib/engine/run-detail";
import { ok } from "@/lib/http/respond";
import { ReadRun, RunPath } from "@/lib/runs/schema";
import { runWithin } from "@/lib/turns/wait";

export const GET = defineRoute({
  id: "runs.read",
  summary: "Read one run with its limits, and with wait the moment it has ended",
  params: RunPath,
  query: ReadRun,
  response: RunDetailResponse,
  longLived: true,
  handle: async ({ ctx, params, query, request, caller }) => {
    const waiting = { seconds: query.wait, signal: request.signal, caller };
    return ok(await detailOf(ctx, await runWithin(ctx, params.id, waiting, query.texts)));
  },
});
