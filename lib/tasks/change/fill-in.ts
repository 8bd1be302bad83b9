import type { TaskRow } from "@/lib/tasks/row";

type Done = Pick<TaskRow, "title" | "ticket_ref" | "origin">;

/**
 * Fills in a follow-up's placeholders with title and reference of the task it follows. In a longer text, the title of a trigger's task, which
 * may be a stranger's, stands in a code span: it formats nothing, calls nobody and is seen to be quoted.
 */
export function fillIn(
  words: string,
  done: Done,
  max: number,
  within: "title" | "text" = "text",
): string {
  const ticks = within === "text" && done.origin === "trigger" ? unusedTicks(words) : null;
  const title = ticks === null ? done.title : `${ticks}${done.title.replaceAll("`", "'")}${ticks}`;
  const filled = (ticks === null ? words : apart(words)).replace(
    /\{\{\s*(title|ticket_ref)\s*\}\}/g,
    (_, name: "title" | "ticket_ref") => (name === "title" ? title : done.ticket_ref),
  );
  return filled.slice(0, max).toWellFormed();
}

/** A run of backticks of a length that the text does not have. */
function unusedTicks(words: string): string {
  const used = new Set([...words.matchAll(/`+/g)].map(([run]) => run.length));
  let length = 1;
  while (used.has(length)) length += 1;
  return "`".repeat(length);
}

/** The text in which no placeholder touches a backtick or another one, with which its marks would be others. */
const apart = (words: string): string => words.replace(/`(?=\{\{)|\}\}(?=[`{])/g, "$& ");
