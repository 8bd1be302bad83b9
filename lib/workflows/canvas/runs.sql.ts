import { toUnixSeconds } from "@/lib/core/clock";
import { Prisma, type Queryable } from "@/lib/core/database";
import type { TaskRow } from "@/lib/tasks/row";
import { ATTENTION } from "@/lib/workflows/asking.sql";
import type { GraphRunWire } from "./shapes";

type GraphRunRow = Omit<GraphRunWire, "started_at" | "finished_at"> & {
  started_at: string;
  finished_at: string | null;
};

/** The kind of a stage of a definition `d`, as `stageKind` in lib/workflows/definition/schema.ts tells it. */
const KIND = Prisma.sql`CASE WHEN d->'approval' IS NOT NULL THEN 'approval' WHEN d->'wait' IS NOT NULL THEN 'wait'
  WHEN d->'workflow' IS NOT NULL THEN 'workflow' WHEN d->'end' IS NOT NULL THEN 'end'
  WHEN COALESCE(d->'command', d->'script') IS NOT NULL THEN 'command' ELSE 'agent' END`;

/** The stages that a stage of a definition `d` waits for: those of `from`, the list of its items, and the one whose session it resumes. */
const FROM = Prisma.sql`(SELECT COALESCE(jsonb_agg(DISTINCT f.stage), '[]') FROM (
    SELECT i->>'stage' AS stage FROM jsonb_array_elements(d->'from') i
    UNION ALL VALUES (d->'foreach'->>'stage'), (d->'context'->>'resume')
  ) f WHERE f.stage IS NOT NULL)`;

/**
 * The runs of workflows that tasks belong to, with the stages whose tasks these are. Index: workflow_runs_pkey,
 * workflow_versions_pkey, workflow_stages_task_id_idx, tasks_children_idx, runs_task_id_id_idx, and those of ATTENTION.
 */
export async function runsAround(
  db: Queryable,
  tasks: readonly Pick<TaskRow, "id" | "workflow_run_id">[],
): Promise<GraphRunWire[]> {
  const ofRuns = tasks.filter(({ workflow_run_id }) => workflow_run_id !== null);
  if (ofRuns.length === 0) return [];
  const ids = [...new Set(ofRuns.map(({ workflow_run_id }) => workflow_run_id))];
  const rows = await db.$queryRaw<{ run: GraphRunRow }[]>`
    WITH defined AS MATERIALIZED (
      SELECT v.id AS version_id, e.d->>'name' AS name, e.d FROM workflow_versions v, jsonb_array_elements(v.definition->'stages') e (d)
      WHERE v.id IN (SELECT w.version_id FROM workflow_runs w WHERE w.id = ANY(${ids}::int[]))
    ), stages AS (
      SELECT s.run_id, jsonb_agg(jsonb_build_object('name', s.name, 'item', s.item_index, 'task_id', s.task_id, 'state', s.state,
        'reason', s.reason, 'attempts', s.attempts, 'kind', ${KIND}, 'max_attempts', COALESCE((d->'retry'->>'attempts')::int, 1),
        'from', COALESCE(${FROM}, '[]'), 'join', COALESCE(d->>'join', 'all'), 'when', d->>'when') ORDER BY s.position, s.item_index) AS stages
      FROM workflow_stages s CROSS JOIN LATERAL (SELECT version_id FROM workflow_runs WHERE id = s.run_id OFFSET 0) w
        LEFT JOIN defined ON defined.version_id = w.version_id AND defined.name = s.name
      WHERE s.task_id = ANY(${ofRuns.map(({ id }) => id)}::int[])
      GROUP BY s.run_id
    )
    SELECT jsonb_build_object('id', w.id, 'workflow', w.workflow_name, 'version', w.version, 'status', w.status,
      'attention', ${ATTENTION}, 'root_task_id', w.root_task_id, 'started_at', w.started_at, 'finished_at', w.finished_at,
      'cost_usd', (WITH RECURSIVE below AS (
          SELECT w.root_task_id AS id
          UNION ALL SELECT c.id FROM below CROSS JOIN LATERAL (SELECT t.id FROM tasks t WHERE t.parent_id = below.id OFFSET 0) c
        )
        SELECT sum(r.cost_usd)::float8 FROM below CROSS JOIN LATERAL (SELECT cost_usd FROM runs WHERE runs.task_id = below.id OFFSET 0) r),
      'stages', COALESCE(s.stages, '[]')) AS run
    FROM workflow_runs w LEFT JOIN stages s ON s.run_id = w.id
    WHERE w.id = ANY(${ids}::int[]) ORDER BY w.id`;
  return rows.map(({ run }) => ({
    ...run,
    started_at: toUnixSeconds(run.started_at),
    finished_at: toUnixSeconds(run.finished_at),
  }));
}
