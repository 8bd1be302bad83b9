import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { EndRun, RunPath } from "@/lib/runs/schema";
import { RunResponse } from "@/lib/runs/shapes";
import { runToWire } from "@/lib/runs/wire";
import { failTurn } from "@/lib/turns/report";

export const POST = defineRoute({
  id: "turns.fail",
  summary: "End a turn that its agent took without an answer; handed back, it waits again",
  role: "operator",
  params: RunPath,
  body: EndRun,
  response: RunResponse,
  handle: async ({ ctx, params, body }) =>
    ok({ run: runToWire(await failTurn(ctx, params.id, body)) }),
});
