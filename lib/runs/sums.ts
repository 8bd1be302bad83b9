import { type Actor, projectLimitOf } from "@/lib/core/actor";
import { Prisma, type Queryable } from "@/lib/core/database";
import { spendLines } from "./spend";

/** The keys that runs can be grouped by. A run keeps its agent's name and its ticket reference after those are deleted; not its project. */
const KEYS = {
  agent: Prisma.sql`r.agent`,
  project: Prisma.sql`r.project_id::text`,
  model: Prisma.sql`r.model`,
  task: Prisma.sql`r.task_ref`,
  task_id: Prisma.sql`r.task_id::text`,
  session: Prisma.sql`r.agent || ':' || COALESCE(r.task_ref, r.trigger::text)`,
  day: Prisma.sql`to_char(r.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')`,
  hour: Prisma.sql`to_char(r.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24":00:00.000Z"')`,
} as const;
export type SumKey = keyof typeof KEYS;

export interface SumFilter {
  /** Only runs that began at this time or later. */
  since?: Date | null;
  agents?: readonly string[];
  projectId?: number;
  /** Only runs with known token counts. */
  onlyUsage?: boolean;
}

/** Sums over a group of runs. */
export interface RunSum {
  /** The group: one value per requested key, null where runs have none. */
  keys: (string | null)[];
  runs: number;
  tokensIn: number;
  tokensOut: number;
  /** The sum over runs whose cost is known; null if none is, zero if there are no runs. */
  costUsd: number | null;
  /** The number of finished runs whose cost is unknown. */
  costUnknown: number;
  /**
   * When the newest run with known token counts or cost began: for groups by agent. In the daily rows of a model or a project it may be that of
   * a run which has moved to another model's or project's row since; an agent's runs stay the agent's.
   */
  lastAt: Date | null;
}

/** The keys that the daily rows have (lib/runs/spend.ts). */
const KEPT: Partial<Record<SumKey, Prisma.Sql>> = {
  agent: Prisma.sql`s.agent`,
  project: Prisma.sql`NULLIF(s.project_id, 0)::text`,
  model: Prisma.sql`NULLIF(s.model, '')`,
  day: Prisma.sql`to_char(s.day, 'YYYY-MM-DD')`,
};

/**
 * Sums over runs, grouped by the given keys, most expensive first; a single sum if there are no keys. A key that is limited to a
 * project sums that project's runs. Groups by agent, project, model and day are read from the daily rows. There are as many tasks,
 * sessions and hours as runs, so those are read from `runs`. Index: spend_pkey, runs_started_at_idx,
 * runs_project_id_started_at_idx.
 */
export async function sumRuns(
  db: Queryable,
  actor: Actor,
  by: readonly SumKey[],
  filter: SumFilter,
  limit = 10_000,
): Promise<RunSum[]> {
  const kept = by.flatMap((key) => KEPT[key] ?? []);
  if (kept.length === by.length) return sumKept(db, actor, kept, filter, limit);
  const list = Prisma.join(by.map((key) => KEYS[key]));
  return db.$queryRaw<RunSum[]>`
    SELECT ARRAY[${list}]::text[] AS keys, count(*)::int AS runs,
           COALESCE(sum(r.tokens_in), 0)::float8 AS "tokensIn",
           COALESCE(sum(r.tokens_out), 0)::float8 AS "tokensOut",
           CASE WHEN count(*) = 0 THEN 0 ELSE sum(r.cost_usd) END::float8 AS "costUsd",
           (count(*) FILTER (WHERE r.outcome IS NOT NULL AND r.cost_usd IS NULL))::int AS "costUnknown",
           max(r.started_at) FILTER (WHERE COALESCE(r.tokens_in, r.tokens_out, r.cost_usd) IS NOT NULL) AS "lastAt"
    FROM runs r WHERE ${conditionOf(actor, filter)} GROUP BY ${list}
    ORDER BY sum(r.cost_usd) DESC NULLS LAST, sum(r.tokens_in) + sum(r.tokens_out) DESC NULLS LAST, 1 LIMIT ${limit}`;
}

async function sumKept(
  db: Queryable,
  actor: Actor,
  keys: Prisma.Sql[],
  filter: SumFilter,
  limit: number,
): Promise<RunSum[]> {
  const list = keys.length > 0 ? Prisma.join(keys) : Prisma.empty;
  const runs = filter.onlyUsage ? Prisma.sql`s.used_runs` : Prisma.sql`s.runs`;
  const unknown = filter.onlyUsage ? Prisma.sql`s.used_unknown_runs` : Prisma.sql`s.unknown_runs`;
  // A group can be empty: its runs were closed without a model, and the model was reported later.
  const group =
    keys.length > 0 ? Prisma.sql`GROUP BY ${list} HAVING sum(${runs}) > 0` : Prisma.empty;
  return db.$queryRaw<RunSum[]>`
    SELECT * FROM (
      SELECT ARRAY[${list}]::text[] AS keys, COALESCE(sum(${runs}), 0)::int AS runs,
             COALESCE(sum(s.tokens_in), 0)::float8 AS "tokensIn",
             COALESCE(sum(s.tokens_out), 0)::float8 AS "tokensOut",
             CASE WHEN COALESCE(sum(${runs}), 0) = 0 THEN 0 WHEN sum(s.costed_runs) > 0 THEN sum(s.cost_usd) END::float8 AS "costUsd",
             COALESCE(sum(${unknown}), 0)::int AS "costUnknown",
             CASE WHEN sum(s.used_runs) > 0 THEN max(s.last_used_at) END AS "lastAt"
      FROM (${spendLines(actor, filter)}) s ${group}
    ) sums ORDER BY "costUsd" DESC NULLS LAST, "tokensIn" + "tokensOut" DESC, keys LIMIT ${limit}`;
}

/** The SQL condition for a filter on runs `r`. */
export function conditionOf(actor: Actor, filter: SumFilter): Prisma.Sql {
  const all: Prisma.Sql[] = [Prisma.sql`true`];
  const limit = projectLimitOf(actor);
  if (limit !== null) all.push(Prisma.sql`r.project_id = ${limit}`);
  if (filter.since) all.push(Prisma.sql`r.started_at >= ${filter.since}`);
  if (filter.agents?.length) all.push(Prisma.sql`r.agent = ANY(${[...filter.agents]})`);
  if (filter.projectId !== undefined) all.push(Prisma.sql`r.project_id = ${filter.projectId}`);
  if (filter.onlyUsage) {
    all.push(Prisma.sql`COALESCE(r.tokens_in, r.tokens_out, r.cost_usd) IS NOT NULL`);
  }
  return Prisma.join(all, " AND ");
}

/** Adds sums up, without their keys. Costs are added in millionths to avoid rounding errors such as 0.30000000000000004. */
export function addSums(sums: readonly RunSum[]): RunSum {
  const add = (of: (sum: RunSum) => number): number => sums.reduce((all, sum) => all + of(sum), 0);
  const isKnown = sums.length === 0 || sums.some(({ costUsd }) => costUsd !== null);
  const times = sums.flatMap(({ lastAt }) => (lastAt === null ? [] : [lastAt.getTime()]));
  return {
    keys: [],
    runs: add((sum) => sum.runs),
    tokensIn: add((sum) => sum.tokensIn),
    tokensOut: add((sum) => sum.tokensOut),
    costUsd: isKnown ? add((sum) => Math.round((sum.costUsd ?? 0) * 1e6)) / 1e6 : null,
    costUnknown: add((sum) => sum.costUnknown),
    lastAt: times.length === 0 ? null : new Date(Math.max(...times)),
  };
}
