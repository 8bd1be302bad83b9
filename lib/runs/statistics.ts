import type { Context } from "@/lib/core/context";
import type { RunStatistics } from "./schema";
import type { StatisticsWire } from "./shapes";
import { spendLines } from "./spend";

/** Statistics over an agent's runs. Cancelled runs say nothing about the agent, so they do not count as finished. */
export interface AgentStatistics {
  agent: string;
  runs: number;
  open: number;
  finished: number;
  succeeded: number;
  /** The average duration of finished runs. */
  averageMs: number | null;
  tokensIn: number;
  tokensOut: number;
  /** The sum over runs whose cost is known; null if none is. */
  costUsd: number | null;
  /** The number of finished runs whose cost is unknown. */
  costUnknown: number;
}

/** Sums over the runs of the last `days`, per agent, from the rows per day (lib/runs/spend.ts). */
export async function runStatistics(
  ctx: Context,
  query: RunStatistics,
): Promise<{ since: Date; agents: AgentStatistics[] }> {
  const since = new Date(ctx.clock.now().getTime() - query.days * 86_400_000);
  const agents = await ctx.db.$queryRaw<AgentStatistics[]>`
    SELECT s.agent, sum(s.runs)::int AS runs, sum(s.open)::int AS open, sum(s.finished)::int AS finished,
           sum(s.succeeded)::int AS succeeded, (sum(s.took_ms) / NULLIF(sum(s.timed), 0))::float8 AS "averageMs",
           sum(s.tokens_in)::float8 AS "tokensIn", sum(s.tokens_out)::float8 AS "tokensOut",
           CASE WHEN sum(s.costed_runs) > 0 THEN sum(s.cost_usd) END::float8 AS "costUsd",
           sum(s.unknown_runs)::int AS "costUnknown"
    FROM (${spendLines(ctx.actor, { since, agents: query.agent })}) s
    GROUP BY s.agent HAVING sum(s.runs) > 0 ORDER BY s.agent`;
  return { since, agents };
}

/** The statistics as the API returns them. The success rate is null as long as no run has finished. */
export function statisticsToWire(row: AgentStatistics): StatisticsWire {
  return {
    agent: row.agent,
    runs: row.runs,
    open: row.open,
    finished: row.finished,
    succeeded: row.succeeded,
    success_rate: row.finished > 0 ? row.succeeded / row.finished : null,
    average_ms: row.averageMs === null ? null : Math.round(row.averageMs),
    tokens_in: row.tokensIn,
    tokens_out: row.tokensOut,
    cost_usd: row.costUsd,
    cost_unknown: row.costUnknown,
  };
}
