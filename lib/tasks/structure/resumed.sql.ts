import type { Queryable } from "@/lib/core/database";
import type { TaskRow } from "@/lib/tasks/row";
import type { Runtime } from "@/prisma/generated/enums";

/** The session in which a stage of a workflow goes on: that of the last run of an earlier stage, or of the iteration before it. */
export interface EarlierSession {
  stage: string;
  item: number | null;
  ticket_ref: string | null;
  /** Null if no agent did it: then nothing is known of a session. */
  run_id: number | null;
  agent: string | null;
  runtime: Runtime | null;
  /** Where a gateway keeps it. */
  session_key: string | null;
  /** The process that had it. */
  worker: { host: string; pid: number | null } | null;
}

/** As many sessions back is looked for what was said. */
const MOST_SESSIONS = 20;

/**
 * The session that a task goes on in, then the one that this went on in, and so on; none for a task that begins afresh. Index: tasks_pkey,
 * workflow_stages_run_id_name_item_index_key, runs_task_id_id_idx.
 */
export async function sessionsBefore(
  db: Queryable,
  { id, workflow }: Pick<TaskRow, "id" | "workflow">,
): Promise<EarlierSession[]> {
  if (!workflow?.resumes) return [];
  return db.$queryRaw<EarlierSession[]>`
    WITH RECURSIVE before(depth, task_id, run_id, stage, item, ticket_ref) AS (
      SELECT 0, ${id}::int, NULL::int, NULL::text, NULL::int, NULL::text
      UNION ALL
      SELECT b.depth + 1, s.task_id, r.id, s.name, s.item_index, s.task_ref
      FROM before b JOIN tasks t ON t.id = b.task_id
      JOIN workflow_stages s ON s.run_id = t.workflow_run_id AND s.name = t.workflow->'resumes'->>'stage'
        AND s.item_index IS NOT DISTINCT FROM (t.workflow->'resumes'->>'item')::int
      LEFT JOIN LATERAL (
        SELECT o.id FROM runs o WHERE o.task_id = s.task_id AND o.trigger IN ('claim', 'dispatch') AND o.outcome IN ('succeeded', 'failed')
        ORDER BY o.id DESC LIMIT 1) r ON true
      WHERE b.depth < ${MOST_SESSIONS}::int
    )
    SELECT b.stage, b.item, b.ticket_ref, b.run_id, r.agent, r.runtime::text AS runtime, r.details->>'session_key' AS session_key,
      CASE WHEN w.id IS NOT NULL THEN jsonb_build_object('host', w.host, 'pid', w.pid) END AS worker
    FROM before b LEFT JOIN runs r ON r.id = b.run_id LEFT JOIN workers w ON w.id = r.worker_id
    WHERE b.depth > 0 ORDER BY b.depth`;
}

/** The session that a task goes on in, for whoever claims it. */
export const resumedBy = async (
  db: Queryable,
  task: Pick<TaskRow, "id" | "workflow">,
): Promise<EarlierSession | null> => (await sessionsBefore(db, task))[0] ?? null;
