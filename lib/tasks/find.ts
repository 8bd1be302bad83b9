import { authorize } from "@/lib/auth/permissions";
import { type Actor, projectLimitOf } from "@/lib/core/actor";
import type { TxContext } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { type DomainError, isNotFound, notFound } from "@/lib/core/errors";
import { MAX_INT } from "@/lib/core/fields";
import { TASK_JSON, type TaskRow } from "./row";
import type { TaskRef } from "./schema";

function byRef(ref: TaskRef): Prisma.Sql {
  const asText = String(ref);
  if (!/^\d+$/.test(asText)) return Prisma.sql`t.ticket_ref = ${asText}`;
  const id = Number(asText);
  return Prisma.sql`t.id = ${id <= MAX_INT ? id : -1}`;
}

/** Reads one task by id or ticket_ref, or throws `not_found`. Index: tasks_pkey, tasks_ticket_ref_key. */
export async function findTask(db: Queryable, ref: TaskRef): Promise<TaskRow> {
  const [found] = await db.$queryRaw<{ task: TaskRow }[]>`
    SELECT ${TASK_JSON} AS task FROM tasks t JOIN projects p ON p.id = t.project_id WHERE ${byRef(ref)}`;
  if (!found) throw notFound("Task");
  return found.task;
}

/**
 * A task that the caller names and may read. One of a project that the caller's key is not for does not exist for it, so
 * that nobody learns which ids and references there are elsewhere.
 */
export async function findReadable(ctx: Caller, ref: TaskRef): Promise<TaskRow> {
  const task = await findVisible(ctx, ref);
  authorize(ctx.actor, "task.read", { projectId: task.project_id });
  return task;
}

/**
 * A task that the input names: when there is none for the caller, throws what `refuse` makes of it instead of
 * `not_found`. Every other error, such as a lost connection, stays what it is.
 */
export function findTaskOr(ctx: Caller, ref: TaskRef, refuse: () => DomainError): Promise<TaskRow> {
  return findVisible(ctx, ref).catch((error: unknown) => {
    throw isNotFound(error) ? refuse() : error;
  });
}

/** Who looks, and where. */
interface Caller {
  actor: Actor;
  db: Queryable;
}

async function findVisible(ctx: Caller, ref: TaskRef): Promise<TaskRow> {
  const task = await findTask(ctx.db, ref);
  const limit = projectLimitOf(ctx.actor);
  if (limit !== null && task.project_id !== limit) throw notFound("Task");
  return task;
}

/** The tasks that the actor's key is for. */
function visibleTo(actor: Actor): Prisma.Sql {
  const limit = projectLimitOf(actor);
  return limit === null ? Prisma.sql`true` : Prisma.sql`t.project_id = ${limit}`;
}

const EVERY_TASK = Prisma.sql`true`;

/** Whether the task `t` hangs together with others, or will once it is done: what follows from its change may reach them. */
const IN_STRUCTURE = Prisma.sql`(t.parent_id IS NOT NULL OR t.children_total > 0 OR t.follow_ups IS NOT NULL
  OR EXISTS (SELECT 1 FROM task_links l WHERE l.from_id = t.id) OR EXISTS (SELECT 1 FROM task_links l WHERE l.to_id = t.id))`;

/**
 * Reads one task and holds its row until the transaction ends: what is decided on it stays true. For a task that hangs
 * together with others its project's structure is held first (decision 0012), so that two changes whose consequences
 * meet come one after the other and never wait for each other in a ring. A task of a project that the actor's key is not
 * for is `not_found`, as in `findReadable`.
 */
export function lockTask(tx: TxContext, ref: TaskRef): Promise<TaskRow> {
  return lockWithStructure(tx, ref, visibleTo(tx.actor));
}

async function lockWithStructure(
  tx: TxContext,
  ref: TaskRef,
  visible: Prisma.Sql,
): Promise<TaskRow> {
  const [found] = await tx.db.$queryRaw<{ task: TaskRow }[]>`
    WITH held AS MATERIALIZED (
      SELECT t.id, CASE WHEN ${IN_STRUCTURE} THEN hold_structure(t.project_id) AND hold_task(t.id)
                        ELSE hold_task(t.id) END AS ok
      FROM tasks t WHERE ${byRef(ref)} AND ${visible}
    )
    SELECT ${TASK_JSON} AS task FROM held JOIN tasks t ON t.id = held.id JOIN projects p ON p.id = t.project_id
    WHERE held.ok FOR NO KEY UPDATE OF t`;
  if (!found) throw notFound("Task");
  return found.task;
}

/** The same, or null for a task that was deleted meanwhile. */
export function lockIfThere(tx: TxContext, taskId: number): Promise<TaskRow | null> {
  return lockWithStructure(tx, taskId, EVERY_TASK).catch(nullIfGone);
}

function nullIfGone(error: unknown): null {
  if (isNotFound(error)) return null;
  throw error;
}

/** The same without the structure: for a change from which nothing follows for other tasks, as a claim. */
export function lockRow(tx: TxContext, ref: TaskRef): Promise<TaskRow> {
  return lockAlone(tx, ref, visibleTo(tx.actor));
}

async function lockAlone(tx: TxContext, ref: TaskRef, visible: Prisma.Sql): Promise<TaskRow> {
  const [found] = await tx.db.$queryRaw<{ task: TaskRow }[]>`
    WITH held AS MATERIALIZED (SELECT t.id, hold_task(t.id) AS ok FROM tasks t WHERE ${byRef(ref)} AND ${visible})
    SELECT ${TASK_JSON} AS task FROM held JOIN tasks t ON t.id = held.id JOIN projects p ON p.id = t.project_id
    WHERE held.ok FOR NO KEY UPDATE OF t`;
  if (!found) throw notFound("Task");
  return found.task;
}

/** The same, or null for a task that was deleted meanwhile. */
export function lockRowIfThere(tx: TxContext, taskId: number): Promise<TaskRow | null> {
  return lockAlone(tx, taskId, EVERY_TASK).catch(nullIfGone);
}

/** Locks several tasks in the order of their ids, so that two commands never wait for each other in a ring. */
export async function lockTasks(tx: TxContext, ids: number[]): Promise<TaskRow[]> {
  if (ids.length === 0) return [];
  await tx.db.$queryRaw`
    SELECT hold_structure(project_id) FROM (
      SELECT DISTINCT t.project_id FROM tasks t WHERE t.id = ANY(${ids}::int[]) AND ${IN_STRUCTURE} ORDER BY t.project_id
    ) projects`;
  const rows = await tx.db.$queryRaw<{ task: TaskRow }[]>`
    SELECT ${TASK_JSON} AS task FROM tasks t JOIN projects p ON p.id = t.project_id
    WHERE t.id = ANY(${ids}::int[]) ORDER BY t.id FOR NO KEY UPDATE OF t`;
  return rows.map((row) => row.task);
}

/** Holds a project's structure: for a change that makes tasks hang together. */
export async function holdStructure(tx: TxContext, projectId: number): Promise<void> {
  await tx.db.$queryRaw`SELECT hold_structure(${projectId}::int)`;
}

/** Holds the structure of a task's project if the task hangs together with others now, and says whether it does. */
export async function holdStructureOf(tx: TxContext, taskId: number): Promise<boolean> {
  const rows = await tx.db.$queryRaw<unknown[]>`
    SELECT hold_structure(t.project_id) FROM tasks t WHERE t.id = ${taskId} AND ${IN_STRUCTURE}`;
  return rows.length > 0;
}
