import { authorize } from "@/lib/auth/permissions";
import { type Actor, projectLimitOf } from "@/lib/core/actor";
import { Prisma, type Queryable } from "@/lib/core/database";
import { type DomainError, isNotFound, notFound } from "@/lib/core/errors";
import { MAX_INT } from "@/lib/core/fields";
import { TASK_JSON, type TaskRow } from "./row";
import type { TaskRef } from "./schema";

/** A reference as arguments of an SQL function: the id, or the ticket_ref. */
export function idOrRef(ref: TaskRef): { id: number | null; ticketRef: string | null } {
  const asText = String(ref);
  if (!/^\d+$/.test(asText)) return { id: null, ticketRef: asText };
  const id = Number(asText);
  return { id: id <= MAX_INT ? id : -1, ticketRef: null };
}

/** The SQL condition that selects the task `t` by id or ticket_ref. */
export function byRef(ref: TaskRef): Prisma.Sql {
  const { id, ticketRef } = idOrRef(ref);
  return id === null ? Prisma.sql`t.ticket_ref = ${ticketRef}` : Prisma.sql`t.id = ${id}`;
}

/**
 * Runs a query for the task of a reference. If it finds none, it is run once more with the reference spelled as its project spells it,
 * because people and models write `task-001` for `TASK-001`. An exact reference costs nothing more. Throws `not_found`.
 */
export async function withReference<T>(
  db: Queryable,
  ref: TaskRef,
  query: (ref: TaskRef) => Promise<T | undefined>,
): Promise<T> {
  const found = await query(ref);
  if (found !== undefined) return found;
  const spelled = await spelledByProject(db, ref);
  const again = spelled === null ? undefined : await query(spelled);
  if (again === undefined) throw notFound("Task", ref);
  return again;
}

/** The reference with the ticket prefix in its project's letters; null if that is how it is written, or no project has the prefix. */
async function spelledByProject(db: Queryable, ref: TaskRef): Promise<string | null> {
  const [, prefix, number] = /^(.+)-(\d+)$/.exec(String(ref)) ?? [];
  if (prefix === undefined || number === undefined) return null;
  const [project] = await db.$queryRaw<{ prefix: string }[]>`
    SELECT prefix FROM projects WHERE lower(prefix) = ${prefix.toLowerCase()} AND prefix <> ${prefix}`;
  return project ? `${project.prefix}-${number}` : null;
}

/** Reads one task by id or ticket_ref, in any case, or throws `not_found`. Index: tasks_pkey, tasks_ticket_ref_key. */
export function findTask(db: Queryable, ref: TaskRef): Promise<TaskRow> {
  return withReference(db, ref, async (spelled) => {
    const [found] = await db.$queryRaw<{ task: TaskRow }[]>`
      SELECT ${TASK_JSON} AS task FROM tasks t JOIN projects p ON p.id = t.project_id WHERE ${byRef(spelled)}`;
    return found?.task;
  });
}

/**
 * Reads a task that the caller names. Fails with `not_found` for tasks of a project that the caller's key may not read, so that it cannot
 * find out which ids and references exist there.
 */
export async function findReadable(ctx: Caller, ref: TaskRef): Promise<TaskRow> {
  const task = await findVisible(ctx, ref);
  authorize(ctx.actor, "task.read", { projectId: task.project_id });
  return task;
}

/**
 * Reads a task that the input names. If the caller cannot see such a task, throws the error from `refuse` instead of `not_found`. Other
 * errors, such as a lost connection, are passed on.
 */
export function findTaskOr(ctx: Caller, ref: TaskRef, refuse: () => DomainError): Promise<TaskRow> {
  return findVisible(ctx, ref).catch((error: unknown) => {
    throw isNotFound(error) ? refuse() : error;
  });
}

/** The actor who reads, and the database. */
interface Caller {
  actor: Actor;
  db: Queryable;
}

async function findVisible(ctx: Caller, ref: TaskRef): Promise<TaskRow> {
  const task = await findTask(ctx.db, ref);
  const limit = projectLimitOf(ctx.actor);
  if (limit !== null && task.project_id !== limit) throw notFound("Task", ref);
  return task;
}
