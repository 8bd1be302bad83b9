import type { Queryable } from "@/lib/core/database";

/** Work that a stage of a workflow goes on with: the commit that an earlier stage handed in. */
export interface EarlierWork {
  ticket_ref: string;
  branch: string | null;
  commit: string;
}

/** As many stages back is work looked for. */
const MOST_STAGES = 100;

/**
 * What the stages before a stage handed in: those it waits for, or came from, in the same run of the workflow. Of a stage that handed in no commit of its own, what
 * it went on with itself. Empty for any other task. An item has the inputs of the stage it is an item of.
 * Index: tasks_pkey, task_links_to_id_idx, runs_task_id_id_idx, run_changes_pkey.
 */
export async function earlierWork(db: Queryable, taskId: number): Promise<EarlierWork[]> {
  return db.$queryRaw<EarlierWork[]>`
    WITH RECURSIVE stage AS (
      SELECT t.id, t.workflow_run_id AS run, t.parent_id FROM tasks t WHERE t.id = ${taskId}::int AND t.workflow_run_id IS NOT NULL
    ), before(id, ticket_ref, branch, commit_sha, depth) AS (
      SELECT f.id, f.ticket_ref, c.branch, c.commit_sha, 1
      FROM stage CROSS JOIN LATERAL (VALUES (stage.id), (stage.parent_id)) own(id)
      JOIN task_links l ON l.to_id = own.id AND l.type IN ('blocks', 'relates')
      JOIN tasks f ON f.id = l.from_id AND f.workflow_run_id = stage.run
      LEFT JOIN LATERAL (SELECT r.id FROM runs r WHERE r.task_id = f.id AND r.trigger IN ('claim', 'dispatch') ORDER BY r.id DESC LIMIT 1) work ON true
      LEFT JOIN run_changes c ON c.run_id = work.id
      UNION
      SELECT f.id, f.ticket_ref, c.branch, c.commit_sha, before.depth + 1
      FROM before CROSS JOIN stage
      JOIN task_links l ON l.to_id = before.id AND l.type IN ('blocks', 'relates')
      JOIN tasks f ON f.id = l.from_id AND f.workflow_run_id = stage.run
      LEFT JOIN LATERAL (SELECT r.id FROM runs r WHERE r.task_id = f.id AND r.trigger IN ('claim', 'dispatch') ORDER BY r.id DESC LIMIT 1) work ON true
      LEFT JOIN run_changes c ON c.run_id = work.id
      WHERE before.commit_sha IS NULL AND before.depth < ${MOST_STAGES}
    )
    SELECT DISTINCT ON (commit_sha) ticket_ref, branch, commit_sha AS commit FROM before
    WHERE commit_sha IS NOT NULL ORDER BY commit_sha, ticket_ref LIMIT 20`;
}
