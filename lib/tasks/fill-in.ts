import type { TaskRow } from "./row";

/** A text of a follow-up with what it says of the task it follows filled in. */
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
