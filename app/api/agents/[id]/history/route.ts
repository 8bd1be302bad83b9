import { AgentPath } from "@/lib/agents/schema";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { runToWire } from "@/lib/runs/wire";
import { historyOf } from "@/lib/turns/history";
import { TurnHistoryQuery } from "@/lib/turns/schema";
import { TurnHistoryResponse } from "@/lib/turns/shapes";

export const GET = defineRoute({
  id: "turns.history",
  summary: "List what an agent was asked and answered, newest first, with what it cost",
  params: AgentPath,
  query: TurnHistoryQuery,
  response: TurnHistoryResponse,
  handle: async ({ ctx, params, query }) => {
    const { turns, nextBefore, costUsd, costUnknown } = await historyOf(ctx, params.id, query);
    return ok({
      turns: turns.map(runToWire),
      next_before: nextBefore,
      cost_usd: costUsd,
      cost_unknown: costUnknown,
    });
  },
});
