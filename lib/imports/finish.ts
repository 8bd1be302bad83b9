import type { TxContext } from "@/lib/core/context";
import { changeParents } from "@/lib/tasks/change/change";
import { recountChildren, TouchedParents } from "@/lib/tasks/structure/children";
import { refreshReadiness } from "@/lib/tasks/structure/readiness";

/** How many tasks one part handles. Its transaction must be short, because the event stream waits for it. */
const PART = 1_000;
const PARENTS = 100;

/**
 * Handles the next part, after the task with the id `after`: first parents whose state does not match their children, deepest first,
 * then the readiness of tasks. Returns the parents that became done because their children are, and where the next part starts.
 */
export async function finishPart(
  tx: TxContext,
  projectId: number,
  after: number,
): Promise<{ finished: string[]; next: number | null }> {
  if (after === 0) {
    const parents = await parentsToAlign(tx, projectId);
    const finished = await alignParents(tx, parents);
    if (parents.length === PARENTS) return { finished, next: 0 };
    return { finished, next: await readiness(tx, projectId, 0) };
  }
  return { finished: [], next: await readiness(tx, projectId, after) };
}

/** Counts the children of these parents and moves on those whose children are finished. Returns the references of the done ones. */
async function alignParents(tx: TxContext, parents: Parent[]): Promise<string[]> {
  const ids = parents.map(({ id }) => id);
  await recountChildren(tx, ids);
  const touched = new TouchedParents();
  for (const id of ids) touched.touch(id);
  await changeParents(tx, touched);
  const done = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT id FROM tasks WHERE id = ANY(${ids}::int[]) AND status = 'done'`;
  const isDone = new Set(done.map(({ id }) => id));
  return parents
    .filter(({ id, is_complete }) => is_complete && isDone.has(id))
    .map(({ ref }) => ref);
}

async function readiness(tx: TxContext, projectId: number, after: number): Promise<number | null> {
  const rows = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT id FROM tasks WHERE project_id = ${projectId} AND id > ${after} ORDER BY id LIMIT ${PART}`;
  const ids = rows.map(({ id }) => id);
  await refreshReadiness(tx, ids);
  return ids.length === PART ? (ids.at(-1) ?? null) : null;
}

interface Parent {
  id: number;
  ref: string;
  is_complete: boolean;
}

/** Parents whose stored counts are wrong, or that have not moved on although every child is finished. */
async function parentsToAlign(tx: TxContext, projectId: number): Promise<Parent[]> {
  return tx.db.$queryRaw<Parent[]>`
    WITH RECURSIVE counts AS (
      SELECT parent_id AS id, count(*)::int AS total, (count(*) FILTER (WHERE status = 'done'))::int AS done,
        (count(*) FILTER (WHERE status IN ('done', 'cancelled')))::int AS finished
      FROM tasks WHERE project_id = ${projectId} AND parent_id IS NOT NULL AND archived_at IS NULL GROUP BY parent_id
    ), wrong AS (
      SELECT p.id, p.ticket_ref AS ref, c.finished = c.total AND p.status <> 'done' AS is_complete
      FROM counts c JOIN tasks p ON p.id = c.id
      WHERE (p.children_total, p.children_done, p.children_finished) IS DISTINCT FROM (c.total, c.done, c.finished)
        OR (c.finished = c.total AND (p.status IN ('inbox', 'assigned')
          OR (c.done > 0 AND p.status IN ('in_progress', 'blocked'))))
    ), line AS (
      SELECT w.id, t.parent_id, 0 AS depth FROM wrong w JOIN tasks t ON t.id = w.id
      UNION ALL SELECT line.id, p.parent_id, line.depth + 1 FROM line JOIN tasks p ON p.id = line.parent_id
    )
    SELECT w.id, w.ref, w.is_complete FROM wrong w JOIN line ON line.id = w.id
    GROUP BY w.id, w.ref, w.is_complete ORDER BY max(line.depth) DESC, w.id LIMIT ${PARENTS}`;
}
