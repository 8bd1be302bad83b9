import type { TaskRow } from "@/lib/tasks/row";

/** Fills in a follow-up's placeholders with title and reference of the task it follows. */
export function fillIn(
  words: string,
  done: Pick<TaskRow, "title" | "ticket_ref">,
  max: number,
): string {
  const filled = words.replace(
    /\{\{\s*(title|ticket_ref)\s*\}\}/g,
    (_, name: "title" | "ticket_ref") => done[name],
  );
  return filled.slice(0, max).toWellFormed();
}
