import { authorize } from "@/lib/auth/permissions";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import type { Timeframe, TokensByAgent } from "./schema";
import type { RunSum, SumFilter } from "./sums";
import { byKey, grouped, nameOf, type Of, statsOf, sum, timeline } from "./token-stats";

const HOUR_MS = 3_600_000;
const SPAN_MS: Record<Exclude<Timeframe, "all">, number> = {
  hour: HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
  month: 30 * 24 * HOUR_MS,
};

/** The filter for runs of a time frame with known token counts, which these clients call requests. */
export function usageWithin(ctx: Context, timeframe: Timeframe): SumFilter {
  const now = ctx.clock.now().getTime();
  const since = timeframe === "all" ? null : new Date(now - SPAN_MS[timeframe]);
  return { since, onlyUsage: true };
}

/** `GET /api/tokens?action=stats`, in the shape Mission Control's clients read. */
export async function tokenStats(ctx: Context, timeframe: Timeframe) {
  authorize(ctx.actor, "task.read");
  const filter = usageWithin(ctx, timeframe);
  const [[all], models, sessions, agents] = await Promise.all([
    sum(ctx, [], filter),
    sum(ctx, ["model"], filter),
    sum(ctx, ["session"], filter),
    sum(ctx, ["agent"], filter),
  ]);
  const summary = statsOf(all as RunSum);
  return {
    summary,
    models: byKey(models),
    sessions: byKey(sessions),
    agents: byKey(agents),
    timeframe,
    recordCount: summary.requestCount,
  };
}

/** `action=agent-costs`: each agent's sums, its models and sessions, and its days. */
export async function agentCosts(ctx: Context, timeframe: Timeframe) {
  authorize(ctx.actor, "task.read");
  const filter = usageWithin(ctx, timeframe);
  const [agents, models, sessions, days] = await Promise.all([
    sum(ctx, ["agent"], filter),
    sum(ctx, ["agent", "model"], filter),
    sum(ctx, ["agent", "session"], filter),
    sum(ctx, ["agent", "day"], filter),
  ]);
  const [modelsOf, sessionsOf, daysOf] = [models, sessions, days].map(grouped) as [Of, Of, Of];
  return {
    agents: Object.fromEntries(
      agents.map((agent) => {
        const name = nameOf(agent.keys[0]);
        const entry = {
          stats: statsOf(agent),
          models: byKey(modelsOf(name)),
          sessions: sessionsOf(name).map(({ keys }) => nameOf(keys[0])),
          timeline: timeline(daysOf(name)),
        };
        return [name, entry];
      }),
    ),
    timeframe,
    recordCount: agents.reduce((count, { runs }) => count + runs, 0),
  };
}

/** `action=trends`: the last day by the hour, without hours in which nothing was used. */
export async function tokenTrends(ctx: Context, timeframe: Timeframe) {
  authorize(ctx.actor, "task.read");
  const filter = usageWithin(ctx, timeframe === "hour" ? "hour" : "day");
  const hours = await sum(ctx, ["hour"], filter);
  const trends = hours
    .map((hour) => ({
      timestamp: nameOf(hour.keys[0]),
      tokens: hour.tokensIn + hour.tokensOut,
      cost: hour.costUsd,
      requests: hour.runs,
    }))
    .sort((a, b) => (a.timestamp < b.timestamp ? -1 : 1));
  return { trends, timeframe };
}

/** `GET /api/tokens/by-agent`. Times are Unix seconds. */
export async function tokensByAgent(ctx: Context, { days }: TokensByAgent) {
  authorize(ctx.actor, "task.read");
  const since = new Date(ctx.clock.now().getTime() - days * 24 * HOUR_MS);
  const filter = { since, onlyUsage: true };
  const [[all], agents, models, sessions] = await Promise.all([
    sum(ctx, [], filter),
    sum(ctx, ["agent"], filter),
    sum(ctx, ["agent", "model"], filter),
    sum(ctx, ["agent", "session"], filter),
  ]);
  const [modelsOf, sessionsOf] = [models, sessions].map(grouped) as [Of, Of];
  const listed = agents.map((agent) => {
    const name = nameOf(agent.keys[0]);
    return {
      agent: name,
      ...totals(agent),
      session_count: sessionsOf(name).length,
      last_active: toUnixSeconds(agent.lastAt),
      models: modelsOf(name).map((model) => ({ model: nameOf(model.keys[0]), ...totals(model) })),
    };
  });
  const summary = { ...totals(all as RunSum), agent_count: listed.length, days };
  return { agents: listed, summary };
}

function totals(sum: RunSum) {
  return {
    total_input_tokens: sum.tokensIn,
    total_output_tokens: sum.tokensOut,
    total_tokens: sum.tokensIn + sum.tokensOut,
    total_cost: sum.costUsd,
    cost_unknown: sum.costUnknown,
    request_count: sum.runs,
  };
}
