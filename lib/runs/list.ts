import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { RUN_JSON } from "./row";
import { type ListRuns, RUN_OUTCOMES } from "./schema";
import type { RunRow } from "./wire";

export interface RunPage {
  runs: RunRow[];
  nextBefore: number | null;
}

/**
 * A page of runs, newest first, without their prompts and outputs. Index: runs_pkey; runs_agent_id_idx and runs_outcome_id_idx for a single
 * agent or outcome, runs_agent_outcome_id_idx for both.
 */
export async function listRuns(ctx: Context, query: ListRuns): Promise<RunPage> {
  const rows = await ctx.db.$queryRaw<{ run: RunRow }[]>`
    SELECT ${RUN_JSON} AS run FROM runs r
    WHERE ${runFilter(ctx, query)} ORDER BY r.id DESC LIMIT ${query.limit + 1}`;
  const runs = rows.slice(0, query.limit).map((row) => row.run);
  return { runs, nextBefore: rows.length > query.limit ? (runs.at(-1)?.id ?? null) : null };
}

/** How many runs the same filter finds, counted up to `most`. Indexes as for `listRuns`. */
export async function countRuns(ctx: Context, query: ListRuns, most: number): Promise<number> {
  const [row] = await ctx.db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (
      SELECT 1 FROM runs r WHERE ${runFilter(ctx, query)} ORDER BY r.id DESC LIMIT ${most}::int) counted`;
  return row?.n ?? 0;
}

function runFilter(ctx: Context, query: ListRuns): Prisma.Sql {
  const all: Prisma.Sql[] = [Prisma.sql`true`];
  const limit = projectLimitOf(ctx.actor);
  if (limit !== null) all.push(Prisma.sql`r.project_id = ${limit}`);
  if (query.before !== undefined) all.push(Prisma.sql`r.id < ${query.before}`);
  if (query.agent?.length) all.push(anyOf("agent", query.agent, "text"));
  if (query.trigger?.length) all.push(Prisma.sql`r.trigger = ANY(${query.trigger}::run_trigger[])`);
  if (query.outcome?.length) {
    const finished = query.outcome.filter((outcome) => outcome !== "open");
    const isOpen = Prisma.sql`r.outcome IS NULL`;
    if (finished.length === 0) all.push(isOpen);
    else {
      const closed = endedAs(finished);
      all.push(query.outcome.includes("open") ? Prisma.sql`(${isOpen} OR ${closed})` : closed);
    }
  }
  return Prisma.join(all, " AND ");
}

/**
 * One outcome is written out and no parameter: nearly all runs succeeded, and a plan for any outcome would go through all of them to find
 * the few that did not.
 */
function endedAs(outcomes: string[]): Prisma.Sql {
  const only = RUN_OUTCOMES.find((outcome) => outcome === outcomes[0]);
  return outcomes.length === 1 && only
    ? Prisma.raw(`r.outcome = '${only}'`)
    : anyOf("outcome", outcomes, "run_outcome");
}

/** Compares a single value with `=`, so that an index on the column and the id returns the page in order. */
function anyOf(column: string, values: string[], type: string): Prisma.Sql {
  const [name, cast] = [Prisma.raw(`r.${column}`), Prisma.raw(type)];
  return values.length === 1
    ? Prisma.sql`${name} = ${values[0]}::${cast}`
    : Prisma.sql`${name} = ANY(${values}::${cast}[])`;
}
