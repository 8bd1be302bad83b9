import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { notFound } from "@/lib/core/errors";
import { ATTENTION, hasAttention } from "@/lib/workflows/asking.sql";
import type { Stage } from "@/lib/workflows/definition/schema";
import type { ItemsPage, ListRuns } from "@/lib/workflows/run-schema";
import type {
  RunAttention,
  StageState,
  WorkflowItemWire,
  WorkflowRunSummaryWire,
  WorkflowRunWire,
  WorkflowStageWire,
} from "@/lib/workflows/shapes";
import { type Compiled, compiledVersion } from "./compiled";
import { findRun, type RunRow, STAGE_TASK } from "./rows";
import { stageStatus } from "./status";

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

interface StageFound {
  id: number;
  name: string;
  item_index: number | null;
  state: StageState;
  reason: string | null;
  attempts: number;
  input: unknown;
  output: unknown;
  task_id: number | null;
  task_ref: string | null;
  activated_at: string | null;
  settled_at: string | null;
  task: {
    status: string;
    kind: string;
    request_id: number | null;
    assigned_to: string | null;
  } | null;
  result: string | null;
  error: string | null;
  cost_usd: number;
  items: { total: number; done: number; failed: number } | null;
  asked: number | null;
  nested: number | null;
}

const MAX_RESULT = 2_000;

/**
 * Stages or items with their tasks, costs and what is asked. Index: workflow_stages_run_id_position_idx, tasks_pkey, tasks_children_idx,
 * runs_task_id_id_idx, workflow_stages_items_idx, requests_task_id_id_idx, workflow_runs_parent_stage_id_idx.
 */
async function stagesFound(db: Queryable, where: Prisma.Sql): Promise<StageFound[]> {
  const rows = await db.$queryRaw<{ stage: StageFound }[]>`
    SELECT jsonb_build_object('id', s.id, 'name', s.name, 'item_index', s.item_index, 'state', s.state, 'reason', s.reason,
      'attempts', s.attempts, 'input', s.input, 'output', s.output, 'task_id', s.task_id, 'task_ref', s.task_ref,
      'activated_at', s.activated_at, 'settled_at', s.settled_at,
      'task', CASE WHEN t.id IS NOT NULL THEN jsonb_build_object('status', t.status, 'kind', t.kind, 'request_id', t.request_id,
        'assigned_to', t.assigned_to) END,
      'result', CASE WHEN s.state = 'succeeded' THEN left(t.resolution, ${MAX_RESULT}::int) END,
      'error', CASE WHEN s.state = 'failed' THEN left(COALESCE(t.error_message, s.reason), ${MAX_RESULT}::int) END,
      'cost_usd', c.cost, 'items', i.items, 'asked', q.id, 'nested', n.id) AS stage
    FROM workflow_stages s ${STAGE_TASK}
    CROSS JOIN LATERAL (
      WITH RECURSIVE below AS (
        SELECT s.task_id AS id
        UNION ALL SELECT k.id FROM below CROSS JOIN LATERAL (SELECT c.id FROM tasks c WHERE c.parent_id = below.id OFFSET 0) k
      )
      SELECT COALESCE(sum(r.cost_usd), 0)::float8 AS cost
      FROM below CROSS JOIN LATERAL (SELECT * FROM runs WHERE runs.task_id = below.id OFFSET 0) r
    ) c
    LEFT JOIN LATERAL (
      SELECT jsonb_build_object('total', count(*), 'done', count(*) FILTER (WHERE k.state NOT IN ('waiting', 'active')),
        'failed', count(*) FILTER (WHERE k.state = 'failed')) AS items
      FROM workflow_stages k WHERE s.item_index IS NULL AND k.parent_id = s.id HAVING count(*) > 0
    ) i ON true
    LEFT JOIN LATERAL (
      SELECT COALESCE(t.request_id, (SELECT r.id FROM requests r WHERE r.task_id = t.id AND r.state = 'open' ORDER BY r.id DESC LIMIT 1)) AS id
      WHERE s.state = 'active'
    ) q ON true
    LEFT JOIN LATERAL (SELECT w.id FROM workflow_runs w WHERE w.parent_stage_id = s.id ORDER BY w.id DESC LIMIT 1) n ON true
    WHERE ${where} ORDER BY s.position, s.item_index NULLS FIRST`;
  return rows.map(({ stage }) => stage);
}

async function readStages(
  db: Queryable,
  run: RunRow,
  compiled: Compiled,
): Promise<WorkflowStageWire[]> {
  const found = await stagesFound(db, Prisma.sql`s.run_id = ${run.id} AND s.item_index IS NULL`);
  return found.map((row) => toStage(row, run, compiled));
}

const faceOf = (row: StageFound, compiled: Compiled) => ({
  state: row.state,
  kind: compiled.kind(row.name),
  attempts: row.attempts,
  hasItems: row.item_index === null && compiled.plan.stage(row.name).many !== null,
});

const agentOf = (row: StageFound, run: RunRow, stage: Stage): string | null =>
  row.task?.assigned_to ??
  run.config.agents[row.name] ??
  (stage.capability === undefined ? run.config.agent : null);

function toStage(row: StageFound, run: RunRow, compiled: Compiled): WorkflowStageWire {
  const stage = compiled.stage(row.name);
  const { inputs, join, attempts: most } = compiled.plan.stage(row.name);
  const kind = compiled.kind(row.name);
  const choice =
    kind === "approval" ? (row.output as { choice?: string } | null)?.choice : undefined;
  return {
    name: row.name,
    kind,
    status: stageStatus(faceOf(row, compiled), row.task),
    state: row.state,
    reason: row.reason,
    task_id: row.task_id,
    task_ref: row.task_ref,
    agent: kind === "agent" || kind === "command" ? agentOf(row, run, stage) : null,
    attempts: row.attempts,
    max_attempts: most,
    from: [...inputs],
    join,
    when: stage.when ?? null,
    started_at: toUnixSeconds(row.activated_at),
    finished_at: toUnixSeconds(row.settled_at),
    cost_usd: row.cost_usd,
    ...(row.items ? { items: row.items } : {}),
    ...(row.asked === null ? {} : { request_id: row.asked }),
    ...(row.nested === null ? {} : { run_id: row.nested }),
    ...(choice === undefined ? {} : { choice }),
    ...(kind === "approval" || row.output === null ? {} : { output: row.output }),
    ...(row.result === null ? {} : { result: row.result }),
    ...(row.error === null ? {} : { error: row.error }),
  };
}

/** A page of a stage's items or iterations, in order. Fails with `not_found` for an unknown run or stage. */
export async function listItems(
  ctx: Context,
  id: number,
  name: string,
  { limit, cursor }: ItemsPage,
): Promise<{ items: WorkflowItemWire[]; next: string | null }> {
  const run = await findReadableRun(ctx, id);
  const compiled = await compiledVersion(ctx.db, { versionId: run.version_id, hash: run.hash });
  if (!compiled.plan.has(name)) throw notFound(`Stage ${name}`);
  const from = cursor ?? -1;
  const found = await stagesFound(
    ctx.db,
    Prisma.sql`s.run_id = ${id} AND s.name = ${name} AND s.item_index > ${from} AND s.item_index <= ${from + limit + 1}`,
  );
  const items = found.slice(0, limit).map((row) => toItem(row, run, compiled));
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? String(last.index) : null };
}

function toItem(row: StageFound, run: RunRow, compiled: Compiled): WorkflowItemWire {
  return {
    index: row.item_index ?? 0,
    status: stageStatus(faceOf(row, compiled), row.task),
    state: row.state,
    reason: row.reason,
    task_id: row.task_id,
    task_ref: row.task_ref,
    agent: agentOf(row, run, compiled.stage(row.name)),
    attempts: row.attempts,
    started_at: toUnixSeconds(row.activated_at),
    finished_at: toUnixSeconds(row.settled_at),
    cost_usd: row.cost_usd,
    ...(row.input === null ? {} : { input: row.input }),
    ...(row.output === null ? {} : { output: row.output }),
    ...(row.result === null ? {} : { result: row.result }),
    ...(row.error === null ? {} : { error: row.error }),
  };
}
