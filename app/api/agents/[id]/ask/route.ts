import { AgentPath } from "@/lib/agents/schema";
import { defineRoute } from "@/lib/api/route";
import { idempotencyKeyOf } from "@/lib/http/idempotency";
import { created } from "@/lib/http/respond";
import { runToWire } from "@/lib/runs/wire";
import { askAgent } from "@/lib/turns/ask";
import { AskAgent } from "@/lib/turns/schema";
import { TurnResponse } from "@/lib/turns/shapes";
import { runWithin } from "@/lib/turns/wait";

export const POST = defineRoute({
  id: "turns.ask",
  summary: "Ask an agent something without a task, and with wait read its answer",
  role: "operator",
  params: AgentPath,
  body: AskAgent,
  response: TurnResponse,
  status: 201,
  // The key is kept with the turn, so that a caller who waits is not kept from sending it again.
  longLived: true,
  keepsKey: true,
  handle: async ({ ctx, params, body, request, caller }) => {
    const { run, queue } = await askAgent(ctx, {
      agent: params.id,
      prompt: body.prompt,
      timeoutSeconds: body.timeout_seconds,
      fresh: body.fresh,
      projectId: body.project_id,
      parentRunId: body.parent_run_id,
      treeBudgetUsd: body.tree_budget_usd,
      key: idempotencyKeyOf(request),
    });
    const waiting = { seconds: body.wait, signal: request.signal, caller };
    const read = body.wait === 0 ? run : await runWithin(ctx, run.id, waiting);
    return created({ run: runToWire(read), queue });
  },
});
