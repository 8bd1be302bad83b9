import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { notFound } from "@/lib/core/errors";
import { RUN_JSON, RUN_WITH_TEXTS_JSON } from "./row";
import type { RunRow, RunWithTexts } from "./wire";

/** All runs of a task, newest first. Index: runs_task_id_id_idx. */
export async function runsOfTask(
  db: Queryable,
  taskId: number,
  limit = 100,
): Promise<RunWithTexts[]> {
  const rows = await db.$queryRaw<{ run: RunWithTexts }[]>`
    SELECT ${RUN_WITH_TEXTS_JSON} AS run FROM runs r WHERE r.task_id = ${taskId} ORDER BY r.id DESC LIMIT ${limit}`;
  return rows.map((row) => row.run);
}

/** The newest runs of an agent, in one project or in all. Index: runs_agent_id_idx. */
export async function runsOfAgent(
  db: Queryable,
  agent: string,
  projectId: number | null,
  limit = 50,
): Promise<RunRow[]> {
  const rows = await db.$queryRaw<{ run: RunRow }[]>`
    SELECT ${RUN_JSON} AS run FROM runs r
    WHERE r.agent = ${agent} AND (${projectId}::int IS NULL OR r.project_id = ${projectId}::int)
    ORDER BY r.id DESC LIMIT ${limit}`;
  return rows.map((row) => row.run);
}

/** One run, with its prompt and output. For a key limited to a project, runs elsewhere are `not_found`. */
export async function readRun(ctx: Context, id: number): Promise<RunWithTexts> {
  return readable(ctx, await findRun(ctx.db, id), id);
}

/** One run without its prompt and output. */
export async function readRunHead(ctx: Context, id: number): Promise<RunRow> {
  return readable(ctx, await findRunHead(ctx.db, id), id);
}

/** The newest run that was reported under this id, without its prompt and output. Index: runs_reported_id_key. */
export async function findReportedRun(ctx: Context, reportedId: string): Promise<RunRow> {
  const limit = projectLimitOf(ctx.actor);
  const [row] = await ctx.db.$queryRaw<{ run: RunRow }[]>`
    SELECT ${RUN_JSON} AS run FROM runs r
    WHERE r.trigger = 'direct' AND r.details->>'reported_id' = ${reportedId}
      AND (${limit}::int IS NULL OR r.project_id = ${limit}::int)
    ORDER BY r.id DESC LIMIT 1`;
  return readable(ctx, row?.run ?? null, reportedId);
}

function readable<R extends RunRow>(ctx: Context, run: R | null, asked: number | string): R {
  authorize(ctx.actor, "task.read");
  const limit = projectLimitOf(ctx.actor);
  if (!run || (limit !== null && run.project_id !== limit)) throw notFound("Run", asked);
  return run;
}

/** One run without its prompt and output, for callers that only need its state. */
export async function findRunHead(db: Queryable, id: number): Promise<RunRow | null> {
  const [row] = await db.$queryRaw<{ run: RunRow }[]>`
    SELECT ${RUN_JSON} AS run FROM runs r WHERE r.id = ${id}`;
  return row?.run ?? null;
}

export async function findRun(db: Queryable, id: number): Promise<RunWithTexts | null> {
  const [row] = await db.$queryRaw<
    { run: RunWithTexts }[]
  >`SELECT ${RUN_WITH_TEXTS_JSON} AS run FROM runs r WHERE r.id = ${id}`;
  return row?.run ?? null;
}
