import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { RunPath } from "@/lib/runs/schema";
import { RunResponse } from "@/lib/runs/shapes";
import { runToWire } from "@/lib/runs/wire";
import { completeTurn } from "@/lib/turns/report";
import { CompleteTurn } from "@/lib/turns/schema";

export const POST = defineRoute({
  id: "turns.complete",
  summary: "End a turn that its agent took with the agent's answer",
  role: "operator",
  params: RunPath,
  body: CompleteTurn,
  response: RunResponse,
  handle: async ({ ctx, params, body }) =>
    ok({ run: runToWire(await completeTurn(ctx, params.id, body)) }),
});
