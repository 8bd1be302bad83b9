import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import type { RunStatistics } from "./schema";
import type { StatisticsWire } from "./shapes";

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

/** Sums over the runs of the last `days`, per agent. Index: runs_agent_started_at_idx. */
export async function runStatistics(
  ctx: Context,
  query: RunStatistics,
): Promise<{ since: Date; agents: AgentStatistics[] }> {
  const since = new Date(ctx.clock.now().getTime() - query.days * 86_400_000);
  const limit = projectLimitOf(ctx.actor);
  const project = limit === null ? Prisma.empty : Prisma.sql`AND project_id = ${limit}`;
  const named = query.agent?.length ? Prisma.sql`AND agent = ANY(${query.agent})` : Prisma.empty;
  const agents = await ctx.db.$queryRaw<AgentStatistics[]>`
    SELECT agent, count(*)::int AS runs,
           (count(*) FILTER (WHERE outcome IS NULL))::int AS open,
           (count(*) FILTER (WHERE outcome <> 'cancelled'))::int AS finished,
           (count(*) FILTER (WHERE outcome = 'succeeded'))::int AS succeeded,
           (avg(extract(epoch FROM finished_at - started_at) * 1000)
             FILTER (WHERE outcome <> 'cancelled'))::float8 AS "averageMs",
           COALESCE(sum(tokens_in), 0)::float8 AS "tokensIn",
           COALESCE(sum(tokens_out), 0)::float8 AS "tokensOut",
           sum(cost_usd)::float8 AS "costUsd",
           (count(*) FILTER (WHERE outcome IS NOT NULL AND cost_usd IS NULL))::int AS "costUnknown"
    FROM runs WHERE started_at >= ${since} ${project} ${named}
    GROUP BY agent ORDER BY agent`;
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
