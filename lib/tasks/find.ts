import { Prisma, type Queryable } from "@/lib/core/database";
import { notFound } from "@/lib/core/errors";
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

/** Reads one task and holds its row until the transaction ends: what is decided on it stays true. */
export async function lockTask(tx: Queryable, ref: TaskRef): Promise<TaskRow> {
  const [found] = await tx.$queryRaw<{ task: TaskRow }[]>`
    SELECT ${TASK_JSON} AS task FROM tasks t JOIN projects p ON p.id = t.project_id
    WHERE ${byRef(ref)} FOR NO KEY UPDATE OF t`;
  if (!found) throw notFound("Task");
  return found.task;
}

/** Locks several tasks in the order of their ids, so that two commands never wait for each other in a ring. */
export async function lockTasks(tx: Queryable, ids: number[]): Promise<TaskRow[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<{ task: TaskRow }[]>`
    SELECT ${TASK_JSON} AS task FROM tasks t JOIN projects p ON p.id = t.project_id
    WHERE t.id = ANY(${ids}::int[]) ORDER BY t.id FOR NO KEY UPDATE OF t`;
  return rows.map((row) => row.task);
}
