import { type Actor, projectLimitOf } from "@/lib/core/actor";
import type { TxContext } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { isNotFound } from "@/lib/core/errors";
import { byRef, withReference } from "./find";
import { TASK_JSON, type TaskRow } from "./row";
import type { TaskRef } from "./schema";

/**
 * Which lock to take before a task is changed (the order of all of them: lib/core/locks.ts):
 *
 * - `lockTask` for a change from which something may follow for others: a status, an archive, a deletion.
 * - `lockRow` for one from which nothing does: a claim, a comment, a lease.
 * - `lockTasks` for several at once.
 * - `lockStructure` before something is put below a task, or hung on it.
 * - `lockProjectStructure` for what changes the shape itself (a link, a parent, an order): circles run through the whole
 *   project. All others work side by side, each under the roots that its consequences can reach.
 *
 * `lockIfThere` and `lockRowIfThere` answer null for a task that was deleted meanwhile.
 */

/** The SQL condition for tasks that the actor's key may access. */
function visibleTo(actor: Actor): Prisma.Sql {
  const limit = projectLimitOf(actor);
  return limit === null ? Prisma.sql`true` : Prisma.sql`t.project_id = ${limit}`;
}

const EVERY_TASK = Prisma.sql`true`;

/**
 * Whether the task `t` is linked to others, or will be once it is done, so that a change to it may affect them. OFFSET 0 keeps
 * PostgreSQL from reading all links to look up one.
 */
const IN_STRUCTURE = Prisma.sql`(t.parent_id IS NOT NULL OR t.children_total > 0 OR t.follow_ups IS NOT NULL
  OR EXISTS (SELECT 1 FROM task_links l WHERE l.from_id = t.id OFFSET 0)
  OR EXISTS (SELECT 1 FROM task_links l WHERE l.to_id = t.id OFFSET 0))`;

/**
 * Reads one task and locks its row until the transaction ends, so that decisions about it stay valid. For a task that is
 * linked to others, its structure is locked first (decision 0012), so that two changes whose consequences meet run one after
 * the other. A task of a project that the actor's key may not access is `not_found`, as in `findReadable`.
 */
export function lockTask(tx: TxContext, ref: TaskRef): Promise<TaskRow> {
  return lockWithStructure(tx, ref, visibleTo(tx.actor));
}

/** The same, or null if the task was deleted meanwhile. */
export function lockIfThere(tx: TxContext, taskId: number): Promise<TaskRow | null> {
  return lockWithStructure(tx, taskId, EVERY_TASK).catch(nullIfGone);
}

function lockWithStructure(tx: TxContext, ref: TaskRef, visible: Prisma.Sql): Promise<TaskRow> {
  return withReference(tx.db, ref, async (spelled) => {
    const [found] = await tx.db.$queryRaw<{ task: TaskRow }[]>`
      WITH locked AS MATERIALIZED (
        SELECT t.id, CASE WHEN ${IN_STRUCTURE} THEN lock_structures(ARRAY[t.id]) AND lock_task(t.id)
                          ELSE lock_task(t.id) END AS ok
        FROM tasks t WHERE ${byRef(spelled)} AND ${visible}
      )
      SELECT ${TASK_JSON} AS task FROM locked JOIN tasks t ON t.id = locked.id JOIN projects p ON p.id = t.project_id
      WHERE locked.ok FOR NO KEY UPDATE OF t`;
    return found?.task;
  });
}

/** Reads one task and locks only its row, for a change that affects no other tasks. */
export function lockRow(tx: TxContext, ref: TaskRef): Promise<TaskRow> {
  return lockAlone(tx, ref, visibleTo(tx.actor));
}

/** The same, or null if the task was deleted meanwhile. */
export function lockRowIfThere(tx: TxContext, taskId: number): Promise<TaskRow | null> {
  return lockAlone(tx, taskId, EVERY_TASK).catch(nullIfGone);
}

function lockAlone(tx: TxContext, ref: TaskRef, visible: Prisma.Sql): Promise<TaskRow> {
  return withReference(tx.db, ref, async (spelled) => {
    const [found] = await tx.db.$queryRaw<{ task: TaskRow }[]>`
      WITH locked AS MATERIALIZED (SELECT t.id, lock_task(t.id) AS ok FROM tasks t WHERE ${byRef(spelled)} AND ${visible})
      SELECT ${TASK_JSON} AS task FROM locked JOIN tasks t ON t.id = locked.id JOIN projects p ON p.id = t.project_id
      WHERE locked.ok FOR NO KEY UPDATE OF t`;
    return found?.task;
  });
}

function nullIfGone(error: unknown): null {
  if (isNotFound(error)) return null;
  throw error;
}

/** Locks several tasks with their structures, in the order of their ids. Deleted ones are left out. */
export async function lockTasks(tx: TxContext, ids: number[]): Promise<TaskRow[]> {
  if (ids.length === 0) return [];
  await tx.db.$queryRaw`
    SELECT lock_structures(COALESCE(array_agg(t.id), '{}')) FROM tasks t WHERE t.id = ANY(${ids}::int[]) AND ${IN_STRUCTURE}`;
  await tx.db
    .$queryRaw`SELECT lock_task(id) FROM (SELECT DISTINCT unnest(${ids}::int[]) AS id ORDER BY id) t`;
  const rows = await tx.db.$queryRaw<{ task: TaskRow }[]>`
    SELECT ${TASK_JSON} AS task FROM tasks t JOIN projects p ON p.id = t.project_id
    WHERE t.id = ANY(${ids}::int[]) ORDER BY t.id FOR NO KEY UPDATE OF t`;
  return rows.map((row) => row.task);
}

/** Locks the whole structure of a project, for a change of its shape or of many tasks. Take it before any task. */
export async function lockProjectStructure(tx: TxContext, projectId: number): Promise<void> {
  await tx.db.$queryRaw`SELECT lock_project_structure(${projectId}::int)`;
}

/** Locks the structures of the given tasks, even of tasks without links, before something is attached to them. */
export async function lockStructure(tx: TxContext, ...taskIds: number[]): Promise<void> {
  await tx.db.$queryRaw`SELECT lock_structures(${taskIds}::int[])`;
}

/** Locks the structure of a task if it is linked to others now, and returns whether it is. */
export async function lockStructureIfAny(tx: TxContext, taskId: number): Promise<boolean> {
  const rows = await tx.db.$queryRaw<unknown[]>`
    SELECT lock_structures(ARRAY[t.id]) FROM tasks t WHERE t.id = ${taskId} AND ${IN_STRUCTURE}`;
  return rows.length > 0;
}
