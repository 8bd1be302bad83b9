import { authorize } from "@/lib/auth/permissions";
import { DAY_MS, toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import type { Costs, CostWire } from "./money-shapes";
import type { CostQuery } from "./schema";
import { dayOf } from "./spend";
import { addSums, type RunSum, sumRuns } from "./sums";

/**
 * Spending since the beginning of the day `days - 1` days ago (UTC), by task, agent, project, day or model. The most expensive come
 * first; days are in order. A run counts towards the day it began on. `total` includes what the list leaves out.
 */
export async function costsBy(ctx: Context, query: CostQuery): Promise<Costs> {
  authorize(ctx.actor, "task.read");
  const since = new Date(dayOf(ctx.clock.now()).getTime() - (query.days - 1) * DAY_MS);
  const filter = { since, agents: query.agent, projectId: query.project_id };
  const rows = await sumRuns(ctx.db, ctx.actor, [query.group], filter, query.limit);
  const [total] =
    rows.length < query.limit ? [addSums(rows)] : await sumRuns(ctx.db, ctx.actor, [], filter);
  const names = await namesOf(ctx.db, query.group, rows);
  const groups = rows.map((row) => {
    const key = row.keys[0] ?? null;
    return { key, name: key === null ? null : (names.get(key) ?? key), ...costToWire(row) };
  });
  if (query.group === "day") groups.sort((a, b) => ((a.key ?? "") < (b.key ?? "") ? -1 : 1));
  return {
    group: query.group,
    since: toUnixSeconds(since),
    groups,
    total: costToWire(total as RunSum),
  };
}

export function costToWire(sum: RunSum): CostWire {
  return {
    runs: sum.runs,
    tokens_in: sum.tokensIn,
    tokens_out: sum.tokensOut,
    cost_usd: sum.costUsd,
    cost_unknown: sum.costUnknown,
  };
}

/** Projects and ticket references by id. Index: projects_pkey, tasks_ticket_ref_key. */
async function namesOf(
  db: Queryable,
  group: CostQuery["group"],
  rows: RunSum[],
): Promise<Map<string, string>> {
  const keys = rows.map((row) => row.keys[0]).filter((key) => typeof key === "string");
  if (keys.length === 0 || (group !== "task" && group !== "project")) return new Map();
  const named =
    group === "task"
      ? await db.$queryRaw<{ key: string; name: string }[]>`
          SELECT ticket_ref AS key, title AS name FROM tasks WHERE ticket_ref = ANY(${keys})`
      : await db.$queryRaw<{ key: string; name: string }[]>`
          SELECT id::text AS key, name FROM projects WHERE id = ANY(${keys.map(Number)}::int[])`;
  return new Map(named.map(({ key, name }) => [key, name]));
}
