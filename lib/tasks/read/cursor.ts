import { z } from "zod";
import { invalid } from "@/lib/core/errors";
import { BROKEN_CURSOR, MAX_INT } from "@/lib/core/fields";
import type { TaskRow } from "@/lib/tasks/row";
import { type ListTasks, PRIORITIES } from "@/lib/tasks/schema";
import { cursorText } from "./cursor-text";

/** The position where a page ended, by the columns of its order. */
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
  return cursorText([sort, ...position]);
}

/** A time in the format of our answers, within PostgreSQL's range. */
const Time = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value))
  .refine((time) => time.getTime() >= 0)
  .transform((time) => time.toISOString());
const Id = z.int().min(1).max(MAX_INT);

/** The schema of a cursor for each order. */
const Newest = z.tuple([z.enum(["-created_at", "created_at", "-updated_at"]), Id, Time]);
const MostUrgent = z.tuple([
  z.literal("priority"),
  Id,
  Time,
  Time,
  Time.nullable(),
  z.enum(PRIORITIES),
]);

/** Decodes a cursor. Fails with `invalid` if it is made up or belongs to another order. */
export function decodeCursor(cursor: string, sort: ListTasks["sort"]): Position {
  const parsed = z.union([Newest, MostUrgent]).safeParse(partsOf(cursor));
  if (!parsed.success) throw broken();
  const [of, id, updated_at, created_at = updated_at, due_at = null, priority = "medium"] =
    parsed.data;
  if (of !== sort) throw invalid("cursor", `belongs to sort=${of}, not ${sort}`);
  return { id, updated_at, created_at, due_at, priority };
}

function partsOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    throw broken();
  }
}

const broken = () => invalid("cursor", BROKEN_CURSOR);
