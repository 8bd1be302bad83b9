import { authorize } from "@/lib/auth/permissions";
import { type Actor, projectLimitOf } from "@/lib/core/actor";
import { Prisma, type Queryable } from "@/lib/core/database";
import { type DomainError, isNotFound, notFound } from "@/lib/core/errors";
import { MAX_INT } from "@/lib/core/fields";
import { TASK_JSON, type TaskRow } from "./row";
import type { TaskRef } from "./schema";

/** The condition on `t` that picks one task by id or ticket_ref. */
export function byRef(ref: TaskRef): Prisma.Sql {
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
