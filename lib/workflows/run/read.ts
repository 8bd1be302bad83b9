import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { notFound } from "@/lib/core/errors";
import { ATTENTION, hasAttention } from "@/lib/workflows/asking.sql";
import type { ListRuns } from "@/lib/workflows/run-schema";
import type { RunAttention, WorkflowRunSummaryWire, WorkflowRunWire } from "@/lib/workflows/shapes";
import { compiledVersion } from "./compiled";
import { readStages } from "./read-stages";
import { findRun, type RunRow } from "./rows";

/** What of a run a summary shows besides its row. */
interface Extras {
  total: number;
  settled: number;
  failed: number;
  cost_usd: number;
  tokens: number;
  parent_run_id: number | null;
  parent_stage: string | null;
}

/**
 * The extras of the run `w`: how far it is, and what everything below its root has cost. Index: workflow_stages_state_idx, tasks_children_idx,
 * runs_task_id_id_idx.
 */
const EXTRAS = Prisma.sql`
  SELECT (SELECT jsonb_build_object('total', count(*), 'settled', count(*) FILTER (WHERE s.state NOT IN ('waiting', 'active')),
            'failed', count(*) FILTER (WHERE s.state = 'failed'))
          FROM workflow_stages s WHERE s.run_id = w.id AND s.item_index IS NULL)
    || (WITH RECURSIVE below AS (
          SELECT t.id FROM tasks t WHERE t.id = w.root_task_id
          UNION ALL SELECT c.id FROM below CROSS JOIN LATERAL (SELECT t.id FROM tasks t WHERE t.parent_id = below.id OFFSET 0) c
        )
        SELECT jsonb_build_object('cost_usd', COALESCE(sum(r.cost_usd), 0)::float8,
          'tokens', COALESCE(sum(COALESCE(r.tokens_in, 0) + COALESCE(r.tokens_out, 0)), 0))
        FROM below CROSS JOIN LATERAL (SELECT * FROM runs WHERE runs.task_id = below.id OFFSET 0) r)
    || COALESCE((SELECT jsonb_build_object('parent_run_id', p.run_id, 'parent_stage', p.name) FROM workflow_stages p WHERE p.id = w.parent_stage_id),
         '{"parent_run_id": null, "parent_stage": null}') AS extras`;

interface Found {
  run: RunRow;
  attention: RunAttention | null;
  extras: Extras;
}

const newest = (where: Prisma.Sql, limit: number): Prisma.Sql =>
  Prisma.sql`SELECT * FROM workflow_runs w WHERE ${where} ORDER BY w.id DESC LIMIT ${limit}`;

/**
 * The newest that have one of some values in a column: the newest of each, so that none of the others is read. The range of one value and
 * the order by it keep the planner to that column's index, also where it believes that all runs have the value and none has.
 */
function newestOf(
  column: "status" | "started_by",
  values: readonly string[],
  where: Prisma.Sql,
  limit: number,
): Prisma.Sql {
  const name = Prisma.raw(`w.${column}`);
  return Prisma.sql`SELECT h.* FROM unnest(${[...new Set(values)]}::text[]) f (value)
    CROSS JOIN LATERAL (SELECT * FROM workflow_runs w WHERE ${name} BETWEEN f.value AND f.value AND ${where}
      ORDER BY ${name}, w.id DESC LIMIT ${limit}) h
    ORDER BY h.id DESC LIMIT ${limit}`;
}

async function runsIn(db: Queryable, rows: Prisma.Sql): Promise<Found[]> {
  return db.$queryRaw<Found[]>`
    SELECT to_jsonb(w) - 'files' || jsonb_build_object('hash', v.hash) AS run, ${ATTENTION} AS attention, x.extras
    FROM (${rows}) w
    JOIN workflow_versions v ON v.id = w.version_id CROSS JOIN LATERAL (${EXTRAS}) x ORDER BY w.id DESC`;
}

function toSummary({ run, attention, extras }: Found): WorkflowRunSummaryWire {
  const { total, settled, failed, cost_usd, tokens, parent_run_id, parent_stage } = extras;
  return {
    id: run.id,
    workflow: run.workflow_name,
    workflow_id: run.workflow_id,
    version: run.version,
    project_id: run.project_id,
    status: run.status,
    attention,
    attempt: run.attempt,
    root_task_id: run.root_task_id,
    root_ref: run.root_ref ?? "",
    error: run.error,
    failed_stage: run.failed_stage,
    progress: { total, settled, failed },
    cost_usd,
    tokens,
    started_by: run.started_by,
    source: run.source,
    parent_run_id,
    parent_stage,
    copied_from: run.copied_from,
    started_at: toUnixSeconds(run.started_at) as number,
    finished_at: toUnixSeconds(run.finished_at),
  };
}

/** A run that the actor may see. Fails with `not_found` for any other. */
export async function findReadableRun(ctx: Context, id: number): Promise<RunRow> {
  authorize(ctx.actor, "workflow.read");
  const run = await findRun(ctx.db, id);
  const limit = projectLimitOf(ctx.actor);
  if (!run || (limit !== null && run.project_id !== limit)) throw notFound("Workflow run");
  return run;
}

/** One run with its stages, as the API shows it. Fails with `not_found`. */
export async function readRun(ctx: Context, id: number): Promise<WorkflowRunWire> {
  const run = await findReadableRun(ctx, id);
  const [found] = await runsIn(ctx.db, newest(Prisma.sql`w.id = ${id}`, 1));
  if (!found) throw notFound("Workflow run");
  const compiled = await compiledVersion(ctx.db, { versionId: run.version_id, hash: run.hash });
  const stages = await readStages(ctx.db, run, compiled);
  const { inputs, outputs } = run;
  return { ...toSummary(found), inputs, outputs, stages, definition: compiled.definition as never };
}

/** Runs without their stages, in the order given, as far as the actor may see them. Index: workflow_runs_pkey. */
export async function summariesOf(
  ctx: Context,
  ids: readonly number[],
): Promise<WorkflowRunSummaryWire[]> {
  authorize(ctx.actor, "workflow.read");
  const limit = projectLimitOf(ctx.actor);
  const where = Prisma.sql`w.id = ANY(${[...ids]}::int[]) AND (${limit}::int IS NULL OR w.project_id = ${limit}::int)`;
  const found = await runsIn(ctx.db, newest(where, ids.length));
  const byId = new Map(found.map((each) => [each.run.id, toSummary(each)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/**
 * A page of runs, the newest first. Index: workflow_runs_workflow_id_id_idx, workflow_runs_status_id_idx, workflow_runs_started_by_id_idx,
 * workflow_runs_project_id_id_idx, and those of hasAttention.
 */
export async function listRuns(
  ctx: Context,
  query: ListRuns,
): Promise<{ runs: WorkflowRunSummaryWire[]; next: string | null }> {
  authorize(ctx.actor, "workflow.read");
  const limit = projectLimitOf(ctx.actor);
  const where = [Prisma.sql`true`];
  if (limit !== null) where.push(Prisma.sql`w.project_id = ${limit}`);
  if (query.project_id !== undefined) where.push(Prisma.sql`w.project_id = ${query.project_id}`);
  if (query.attention !== undefined) {
    const has = hasAttention(query.attention);
    where.push(query.status === undefined ? has : Prisma.sql`(w.status <> 'running' OR ${has})`);
  }
  if (query.workflow !== undefined)
    where.push(
      Prisma.sql`w.workflow_id = (SELECT id FROM workflows WHERE lower(name) = lower(${query.workflow}))`,
    );
  if (query.cursor !== undefined) where.push(Prisma.sql`w.id < ${query.cursor}`);
  const { status, started_by: starters } = query;
  if (status && starters) where.push(Prisma.sql`w.status = ANY(${status}::text[])`);
  const all = Prisma.join(where, " AND ");
  const most = query.limit + 1;
  const rows = starters
    ? newestOf("started_by", starters, all, most)
    : status
      ? newestOf("status", status, all, most)
      : newest(all, most);
  const found = await runsIn(ctx.db, rows);
  const runs = found.slice(0, query.limit).map(toSummary);
  const last = runs.at(-1);
  return { runs, next: found.length > query.limit && last ? String(last.id) : null };
}
