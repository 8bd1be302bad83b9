import type { Queryable } from "@/lib/core/database";
import { CHANGED_AFTER_APPROVAL } from "@/lib/tasks/change/gate";
import type { TaskStatus } from "@/lib/tasks/lifecycle";
import type { TaskRow } from "@/lib/tasks/row";

/** The result of an earlier task, for a task that builds on it. */
export interface UpstreamResult {
  id: number;
  ticket_ref: string;
  title: string;
  status: TaskStatus;
  /** The agent that did it. */
  agent: string | null;
  /** Its result is not the one that was approved, so it is not passed on. */
  changed_after_approval: boolean;
  /** Null if it ended without a result, or with one that nobody approved. Up to 200,000 characters, like any resolution. */
  resolution: string | null;
}

/** How far back results are followed, and how many are passed on. */
const MAX_DEPTH = 5;
const MAX_RESULTS = 5;
/** The limit for a task that joins many branches. */
const MAX_DIRECT = 20;

/**
 * The results that a task builds on, oldest first: those of the done tasks it waited for (`blocks` links, the previous step
 * in a sequence, and the same for its parents), then those that these followed in turn. Returns five, or up to twenty if it
 * waited for that many directly. A parent without its own resolution is replaced by its children. None for a stage of a workflow, whose
 * description has them (lib/workflows/run/material.ts). Index:
 * task_links_to_id_idx, tasks_steps_idx, tasks_children_idx.
 */
export async function upstreamResults(
  db: Queryable,
  task: Pick<TaskRow, "id">,
): Promise<UpstreamResult[]> {
  return db.$queryRaw<UpstreamResult[]>`
    WITH RECURSIVE line AS (
      SELECT id, parent_id, exec_mode, exec_order FROM tasks WHERE id = ${task.id} AND workflow_stage_id IS NULL
      UNION ALL SELECT p.id, p.parent_id, p.exec_mode, p.exec_order FROM line JOIN tasks p ON p.id = line.parent_id
    ), back AS (
      SELECT id, parent_id, exec_mode, exec_order, 0 AS depth, false AS opened FROM line
      UNION
      SELECT e.id, e.parent_id, e.exec_mode, e.exec_order, back.depth + e.step, e.opened
      FROM back CROSS JOIN LATERAL (
        SELECT b.id, b.parent_id, b.exec_mode, b.exec_order, 1 AS step, b.resolution IS NULL AND b.children_total > 0 AS opened
        FROM task_links l JOIN tasks b ON b.id = l.from_id
        WHERE l.to_id = back.id AND l.type = 'blocks' AND b.status = 'done'
        UNION ALL
        (SELECT s.id, s.parent_id, s.exec_mode, s.exec_order, 1, s.resolution IS NULL AND s.children_total > 0
         FROM tasks s WHERE s.parent_id = back.parent_id AND s.exec_mode = 'seq' AND back.exec_mode = 'seq'
           AND s.exec_order < back.exec_order AND s.status = 'done' AND s.archived_at IS NULL
         ORDER BY s.exec_order DESC LIMIT 1)
        UNION ALL
        SELECT c.id, c.parent_id, c.exec_mode, c.exec_order, 0, c.resolution IS NULL AND c.children_total > 0
        FROM tasks c WHERE back.opened AND c.parent_id = back.id AND c.status = 'done' AND c.archived_at IS NULL
      ) e
      WHERE back.depth + e.step <= ${MAX_DEPTH}::int
    ), found AS (
      SELECT id, min(depth) AS depth FROM back WHERE depth > 0 AND NOT opened GROUP BY id
    ), nearest AS (
      SELECT id, depth, row_number() OVER (ORDER BY depth, id DESC) AS place FROM found
      WHERE id NOT IN (SELECT id FROM line)
    )
    SELECT t.id, t.ticket_ref, t.title, t.status::text AS status, t.assigned_to AS agent, approval.changed AS changed_after_approval,
           CASE WHEN NOT approval.changed THEN t.resolution END AS resolution
    FROM nearest JOIN tasks t ON t.id = nearest.id CROSS JOIN LATERAL (SELECT ${CHANGED_AFTER_APPROVAL} AS changed) approval
    WHERE place <= ${MAX_RESULTS}::int OR (nearest.depth = 1 AND place <= ${MAX_DIRECT}::int)
    ORDER BY t.completed_at, t.id`;
}
