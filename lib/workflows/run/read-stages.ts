import { toUnixSeconds } from "@/lib/core/clock";
import { Prisma, type Queryable } from "@/lib/core/database";
import type { Stage } from "@/lib/workflows/definition/schema";
import type { StageState, WorkflowStageWire } from "@/lib/workflows/shapes";
import type { Compiled } from "./compiled";
import { type RunRow, STAGE_TASK } from "./rows";
import { stageStatus } from "./status";

/** A stage or an item with what a screen shows of it. */
export interface StageFound {
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
export async function stagesFound(db: Queryable, where: Prisma.Sql): Promise<StageFound[]> {
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

/** The stages of a run, as the API shows them. */
export async function readStages(
  db: Queryable,
  run: RunRow,
  compiled: Compiled,
): Promise<WorkflowStageWire[]> {
  const found = await stagesFound(db, Prisma.sql`s.run_id = ${run.id} AND s.item_index IS NULL`);
  return found.map((row) => toStage(row, run, compiled));
}

/** What of a row decides the status that is shown. */
export const faceOf = (row: StageFound, compiled: Compiled) => ({
  state: row.state,
  kind: compiled.kind(row.name),
  attempts: row.attempts,
  hasItems: row.item_index === null && compiled.plan.stage(row.name).many !== null,
});

/** Who does it, or is to. */
export const agentOf = (row: StageFound, run: RunRow, stage: Stage): string | null =>
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
