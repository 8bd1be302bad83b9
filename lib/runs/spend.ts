import { z } from "zod";
import { type Actor, projectLimitOf } from "@/lib/core/actor";
import { DAY_MS } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { defineJob } from "@/lib/core/jobs";
import { lockNamed } from "@/lib/core/locks";
import type { SumFilter } from "./sums";

/** The beginning of the day in UTC. */
export const dayOf = (now: Date): Date => new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS);

/** The date in UTC, as `2026-11-20`. */
const dateOf = (now: Date): string => now.toISOString().slice(0, 10);

const COLUMNS = Prisma.raw(
  `s.day, s.agent, s.project_id, s.model, s.runs, s.used_runs, s.finished, s.succeeded, s.timed, s.took_ms, s.tokens_in,
   s.tokens_out, s.cost_usd, s.costed_runs, s.unknown_runs, s.used_unknown_runs, s.last_used_at`,
);

/**
 * The rows to sum up for figures over runs: `day`, `agent`, `project_id` (0 for none), `model` ('' for none), `open`, and the figures
 * of prisma/sql/spend.sql. Closed runs come from the daily rows, open ones from `runs`. If `since` is within a day, the rest of that
 * day comes from `runs` as well, so the sums are the same as over all runs. Index: spend_pkey, runs_open_idx, runs_started_at_idx.
 */
export function spendLines(
  actor: Actor,
  { since, agents, projectId }: Pick<SumFilter, "since" | "agents" | "projectId">,
): Prisma.Sql {
  const limit = projectLimitOf(actor);
  const whose = [
    ...(limit === null ? [] : [Prisma.sql`s.project_id = ${limit}::int`]),
    ...(projectId === undefined ? [] : [Prisma.sql`s.project_id = ${projectId}::int`]),
    ...(agents?.length ? [Prisma.sql`s.agent = ANY(${[...agents]})`] : []),
  ];
  const where = (...conditions: Prisma.Sql[]) =>
    Prisma.sql`WHERE ${Prisma.join([...conditions, ...whose], " AND ")}`;
  const from = since ? dayOf(new Date(since.getTime() + DAY_MS - 1)) : null;
  const days = from ? Prisma.sql`s.day >= ${dateOf(from)}::date` : Prisma.sql`true`;
  const began = from ? Prisma.sql`r.started_at >= ${from}` : Prisma.sql`true`;
  const ofRuns = Prisma.sql`SELECT ${COLUMNS}, (r.outcome IS NULL)::int AS open
    FROM runs r CROSS JOIN LATERAL spend_of(r) s`;
  const lines = [
    Prisma.sql`SELECT ${COLUMNS}, 0 AS open FROM spend s ${where(Prisma.sql`s.scope = 'each'`, days)}`,
    Prisma.sql`SELECT ${COLUMNS}, 0 FROM spend_changes s ${where(days)}`,
    Prisma.sql`${ofRuns} ${where(Prisma.sql`r.outcome IS NULL`, began)}`,
  ];
  if (since && from && since < from)
    lines.push(
      Prisma.sql`${ofRuns} ${where(Prisma.sql`r.started_at >= ${since} AND r.started_at < ${from}`)}`,
    );
  return Prisma.join(lines, " UNION ALL ");
}

type Owner = { agent: Prisma.Sql } | { project: Prisma.Sql } | "installation";

/**
 * An SQL expression for the US dollars that closed runs count towards a budget: those that began on the given day (UTC), or all if it
 * is null. An agent's covers its own runs and those of other agents in trees that its runs began. It reads one or two rows of the sums,
 * and the changes that are not folded into them yet. Index: spend_pkey.
 */
export function spentUsd(owner: Owner, day: Date | null): Prisma.Sql {
  const date = day === null ? "-infinity" : dateOf(day);
  const [scopes, agent, project, changes] =
    owner === "installation"
      ? [["installation"], Prisma.sql`''`, Prisma.sql`0`, Prisma.sql`true`]
      : "agent" in owner
        ? [
            ["agent", "team"],
            owner.agent,
            Prisma.sql`0`,
            Prisma.sql`(c.agent = ${owner.agent} OR c.led_by = ${owner.agent})`,
          ]
        : [["project"], Prisma.sql`''`, owner.project, Prisma.sql`c.project_id = ${owner.project}`];
  const onDay = day === null ? Prisma.empty : Prisma.sql`AND c.day = ${date}::date`;
  return Prisma.sql`(SELECT COALESCE(sum(spent_usd), 0)::float8 FROM (
    SELECT spent_usd FROM spend k WHERE k.scope IN (${Prisma.join(scopes)}) AND k.day = ${date}::date AND k.agent = ${agent}
      AND k.project_id = ${project} AND k.model = ''
    UNION ALL SELECT spent_usd FROM spend_changes c WHERE ${changes} ${onDay}) AS spent)`;
}

/**
 * An SQL expression for the US dollars that open runs reserve: what was reserved when they began, or their cost so far if that is
 * more; an agent's team is its own as in `spentUsd`. One that waits for people reserves nothing beyond its cost (decision 0162). Index:
 * runs_open_of_agent_idx, runs_open_led_by_idx, runs_open_of_project_idx, runs_open_idx.
 */
export function reservedUsd(owner: Owner, day: Date | null): Prisma.Sql {
  const today = day === null ? Prisma.empty : Prisma.sql`AND o.started_at >= ${day}`;
  const held = (whose: Prisma.Sql) =>
    Prisma.sql`(SELECT COALESCE(sum(CASE WHEN o.state = 'waiting' THEN o.cost_usd ELSE GREATEST(o.reserved_usd, o.cost_usd) END), 0)::float8
      FROM runs o WHERE o.outcome IS NULL AND ${whose} ${today})`;
  if (owner === "installation") return held(Prisma.sql`true`);
  if ("project" in owner) return held(Prisma.sql`o.project_id = ${owner.project}`);
  return Prisma.sql`(${held(Prisma.sql`o.agent = ${owner.agent}`)} + ${held(Prisma.sql`o.led_by = ${owner.agent}`)})`;
}

/** Changes per transaction. */
const FOLDED_PER_TRANSACTION = 5_000;

/** Folds the changes that closed runs wrote into the daily rows. The sums that readers see stay the same. */
export async function foldSpend(ctx: Context): Promise<{ folded: number }> {
  for (let folded = 0; ; ) {
    const some = await ctx.transaction(async (tx) => {
      await lockNamed(tx.db, "spend");
      const [row] = await tx.db.$queryRaw<
        { n: number }[]
      >`SELECT fold_spend(${FOLDED_PER_TRANSACTION}::int) AS n`;
      return row?.n ?? 0;
    });
    folded += some;
    if (some < FOLDED_PER_TRANSACTION) return { folded };
  }
}

export const foldSpendJob = defineJob({
  name: "foldSpend",
  payload: z.strictObject({}),
  description: "Adds the costs of runs that closed in the last minute to the daily sums.",
  pool: "upkeep",
  periodic: "* * * * *",
  run: (ctx) => foldSpend(ctx),
});
