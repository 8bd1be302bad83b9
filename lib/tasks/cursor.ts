import { invalid } from "@/lib/core/errors";
import type { TaskRow } from "./row";
import type { ListTasks } from "./schema";

/** Where a page ended, in the terms of its order. */
export interface Position {
  id: number;
  updated_at: string;
  created_at: string;
  due_at: string | null;
  priority: TaskRow["priority"];
}

export function encodeCursor(last: TaskRow, sort: ListTasks["sort"]): string {
  const { id, updated_at, created_at, due_at, priority } = last;
  const position =
    sort === "priority" ? [id, updated_at, created_at, due_at, priority] : [id, updated_at];
  return Buffer.from(JSON.stringify([sort, ...position])).toString("base64url");
}

/** Reads a cursor back; one that was made up, or belongs to another order, is `invalid`. */
export function decodeCursor(cursor: string, sort: ListTasks["sort"]): Position {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    throw broken();
  }
  if (!Array.isArray(parts)) throw broken();
  const [of, id, updated_at, created_at, due_at, priority] = parts;
  if (of !== sort) throw invalid("cursor", `belongs to sort=${String(of)}, not ${sort}`);
  if (!Number.isInteger(id) || !isTime(updated_at)) throw broken();
  if (
    sort === "priority" &&
    (!isTime(created_at) || !["critical", "high", "medium", "low"].includes(priority))
  ) {
    throw broken();
  }
  if (due_at !== undefined && due_at !== null && !isTime(due_at)) throw broken();
  return { id, updated_at, created_at, due_at: due_at ?? null, priority };
}

const isTime = (value: unknown): boolean =>
  typeof value === "string" && !Number.isNaN(Date.parse(value));

const broken = () => invalid("cursor", "is not a cursor of this list; start again without one");
