import type { TxContext } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import type { TaskRow } from "@/lib/tasks/row";
import type { RunStatus, StageState } from "@/lib/workflows/shapes";

/** Who or what started a run. */
export interface RunSource {
  kind: "person" | "api" | "schedule" | "trigger" | "workflow" | "agent";
  id?: number;
  name?: string;
}

/** What was decided when a run started, and stays. */
export interface RunConfig {
  /** The agent of each stage that has one. */
  agents: Record<string, string>;
  /** Who works on the stages that name nobody; null for whoever takes them. */
  agent: string | null;
  priority: "critical" | "high" | "medium" | "low";
  /** The project that the key of whoever started it is limited to. */
  limit: number | null;
  /** The agents that wrote the workflow or started it: they answer none of its questions. */
  barred: string[];
}

export interface RunRow {
  id: number;
  workflow_id: number | null;
  workflow_name: string;
  version_id: number;
  version: number;
  hash: string;
  project_id: number;
  root_task_id: number | null;
  root_ref: string | null;
  parent_stage_id: number | null;
  depth: number;
  status: RunStatus;
  attention: "blocked" | null;
  attempt: number;
  inputs: Record<string, unknown>;
  config: RunConfig;
  outputs: Record<string, unknown> | null;
  error: string | null;
  failed_stage: string | null;
  started_by: string;
  source: RunSource;
  starter_agent_id: number | null;
  copied_from: number | null;
  started_at: string;
  finished_at: string | null;
}

/** A run `w` of the version `v` as a RunRow, without the texts of its files, which may be long. */
export const RUN_JSON = Prisma.sql`to_jsonb(w) - 'files' || jsonb_build_object('hash', v.hash)`;

/**
 * Locks a run, so that one decides about it at a time, and before it those that it is nested in, because either may end the other; null if
 * there is none. Index: workflow_runs_pkey, workflow_stages_pkey.
 */
export async function lockRun(tx: TxContext, id: number): Promise<RunRow | null> {
  const [row] = await tx.db.$queryRaw<{ run: RunRow }[]>`
    WITH RECURSIVE line AS (
      SELECT w.id, w.parent_stage_id FROM workflow_runs w WHERE w.id = ${id}
      UNION ALL
      SELECT o.id, o.parent_stage_id FROM line JOIN workflow_stages s ON s.id = line.parent_stage_id JOIN workflow_runs o ON o.id = s.run_id
    ), locked AS MATERIALIZED (
      SELECT o.id FROM workflow_runs o WHERE o.id IN (SELECT line.id FROM line) ORDER BY o.depth FOR NO KEY UPDATE
    )
    SELECT ${RUN_JSON} AS run FROM workflow_runs w JOIN workflow_versions v ON v.id = w.version_id
    WHERE w.id = ${id} AND (SELECT count(*) FROM locked) > 0 FOR NO KEY UPDATE OF w`;
  return row?.run ?? null;
}

/** Index: workflow_runs_pkey. */
export async function findRun(db: Queryable, id: number): Promise<RunRow | null> {
  const [row] = await db.$queryRaw<{ run: RunRow }[]>`
    SELECT ${RUN_JSON} AS run FROM workflow_runs w JOIN workflow_versions v ON v.id = w.version_id WHERE w.id = ${id}`;
  return row?.run ?? null;
}

/** The texts of the files that a run was given, by path. Index: workflow_runs_pkey. */
export async function filesOf(db: Queryable, id: number): Promise<Record<string, string>> {
  const [row] = await db.$queryRaw<{ files: Record<string, string> }[]>`
    SELECT files FROM workflow_runs WHERE id = ${id}`;
  return row?.files ?? {};
}

/** What an approval was answered, if it was. */
export interface GateAnswer {
  id: number;
  state: "open" | "answered" | "withdrawn" | "expired";
  option: string | null;
  label: string | null;
  text: string | null;
  by: string | null;
}

/** A stage, or an item of one, with what its task says. */
export interface StageRow {
  id: number;
  name: string;
  item_index: number | null;
  parent_id: number | null;
  state: StageState;
  reason: string | null;
  attempts: number;
  input: unknown;
  output: unknown;
  task_id: number | null;
  task_ref: string | null;
  /** Its timeout, or what it waits for, is over. */
  is_due: boolean;
  due_at: string | null;
  task_status: TaskRow["status"] | null;
  task_kind: string | null;
  is_archived: boolean;
  /** Somebody blocked it, and no failure before it did. */
  is_paused: boolean;
  assigned_to: string | null;
  error_message: string | null;
  gate: GateAnswer | null;
  wait: StageWait | null;
}

/** What a stage waits for besides a time, and what came of it. */
export interface StageWait {
  event?: string;
  where?: string | null;
  /** The last event that was looked at. */
  after?: string;
  task?: number;
  task_ref?: string;
  /** The project of the run: what happens in others is not for it. */
  project?: number;
  met?: { text: string | null; output: unknown };
  failed?: string;
}

const STAGE = Prisma.sql`jsonb_build_object('id', s.id, 'name', s.name, 'item_index', s.item_index, 'parent_id', s.parent_id,
  'state', s.state, 'reason', s.reason, 'attempts', s.attempts, 'input', s.input, 'output', s.output, 'task_id', s.task_id,
  'task_ref', s.task_ref, 'is_due', COALESCE(s.due_at <= clock_timestamp(), false), 'due_at', s.due_at, 'task_status', t.status,
  'task_kind', t.kind, 'is_archived', t.archived_at IS NOT NULL,
  'is_paused', t.status = 'blocked' AND t.blocked_by_id IS NULL, 'assigned_to', t.assigned_to, 'error_message', left(t.error_message, 2000),
  'gate', q.gate, 'wait', s.wait)`;
/** The task `t` of the stage `s`. OFFSET 0 keeps the planner from reading all tasks to look a few up. Index: tasks_pkey. */
export const STAGE_TASK = Prisma.raw(
  "LEFT JOIN LATERAL (SELECT * FROM tasks WHERE tasks.id = s.task_id OFFSET 0) t ON true",
);
const STAGE_FROM = Prisma.sql`workflow_stages s ${STAGE_TASK}
  LEFT JOIN LATERAL (
    SELECT jsonb_build_object('id', r.id, 'state', r.state, 'option', r.answer_option, 'text', r.answer_text, 'by', r.closed_by,
      'label', (SELECT o->>'label' FROM jsonb_array_elements(r.options) o WHERE o->>'id' = r.answer_option)) AS gate
    FROM requests r WHERE t.kind = 'approval' AND r.task_id = t.id AND r.run_id IS NULL ORDER BY r.id DESC LIMIT 1) q ON true`;

async function stagesWhere(db: Queryable, where: Prisma.Sql): Promise<StageRow[]> {
  const rows = await db.$queryRaw<{ stage: StageRow }[]>`
    SELECT ${STAGE} AS stage FROM ${STAGE_FROM} WHERE ${where}`;
  return rows.map(({ stage }) => stage);
}

/** The stages of these names. Index: workflow_stages_run_id_name_item_index_key, requests_task_id_id_idx. */
export const stagesNamed = (db: Queryable, runId: number, names: readonly string[]) =>
  names.length === 0
    ? Promise.resolve([])
    : stagesWhere(
        db,
        Prisma.sql`s.run_id = ${runId} AND s.item_index IS NULL AND s.name = ANY(${[...names]}::text[])`,
      );

/** All stages of a run, without items. Index: workflow_stages_run_id_position_idx. */
export const stagesOf = (db: Queryable, runId: number) =>
  stagesWhere(db, Prisma.sql`s.run_id = ${runId} AND s.item_index IS NULL`);

/** Items of a stage. Index: workflow_stages_run_id_name_item_index_key. */
export const itemsNamed = (db: Queryable, runId: number, name: string, items: readonly number[]) =>
  stagesWhere(
    db,
    Prisma.sql`s.run_id = ${runId} AND s.name = ${name} AND s.item_index = ANY(${[...items]}::int[])`,
  );

/** Every item of a stage, in order. */
export const allItems = (db: Queryable, stageId: number) =>
  stagesWhere(db, Prisma.sql`s.parent_id = ${stageId} ORDER BY s.item_index`);

/** A stage by its id, with its run. Index: workflow_stages_pkey. */
export async function stageById(
  db: Queryable,
  id: number,
): Promise<{ run_id: number; name: string; item_index: number | null } | null> {
  const [row] = await db.$queryRaw<{ run_id: number; name: string; item_index: number | null }[]>`
    SELECT run_id, name, item_index FROM workflow_stages WHERE id = ${id}`;
  return row ?? null;
}
