import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { RUN_JSON } from "./row";
import type { ListRuns } from "./schema";
import type { RunRow } from "./wire";

export interface RunPage {
  runs: RunRow[];
  nextBefore: number | null;
}

/** A page of runs, newest first, without their prompts and outputs. Index: runs_pkey, runs_agent_started_at_idx. */
export async function listRuns(ctx: Context, query: ListRuns): Promise<RunPage> {
  const rows = await ctx.db.$queryRaw<{ run: RunRow }[]>`
    SELECT (${RUN_JSON}) - 'prompt' - 'output' AS run FROM runs r
    WHERE ${filterOf(ctx, query)} ORDER BY r.id DESC LIMIT ${query.limit + 1}`;
  const runs = rows
    .slice(0, query.limit)
    .map((row) => ({ ...row.run, prompt: null, output: null }));
  return { runs, nextBefore: rows.length > query.limit ? (runs.at(-1)?.id ?? null) : null };
}

function filterOf(ctx: Context, query: ListRuns): Prisma.Sql {
  const all: Prisma.Sql[] = [Prisma.sql`true`];
  const limit = projectLimitOf(ctx.actor);
  if (limit !== null) all.push(Prisma.sql`r.project_id = ${limit}`);
  if (query.before !== undefined) all.push(Prisma.sql`r.id < ${query.before}`);
  if (query.agent?.length) all.push(Prisma.sql`r.agent = ANY(${query.agent})`);
  if (query.trigger?.length) all.push(Prisma.sql`r.trigger = ANY(${query.trigger}::run_trigger[])`);
  if (query.outcome?.length) {
    const finished = query.outcome.filter((outcome) => outcome !== "open");
    const closed = Prisma.sql`r.outcome = ANY(${finished}::run_outcome[])`;
    all.push(
      query.outcome.includes("open") ? Prisma.sql`(r.outcome IS NULL OR ${closed})` : closed,
    );
  }
  return Prisma.join(all, " AND ");
}
