import { oneLine } from "@/lib/runtimes/prompt-material";
import type { Value } from "./placeholders";

/** The longest text that stands within a line. */
const MAX_INLINE = 300;

/** A value as plain text; lists and objects as JSON. */
export function plainOf(value: Value): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** A value as one line of at most so many characters, for titles and labels. */
export function lineOf(value: Value, max: number): string {
  return cut(oneLine(plainOf(value)), max);
}

/**
 * A value within a line of Markdown. Texts stand in a code span, so that they format nothing, call nobody and are seen to be quoted;
 * numbers need none.
 */
export function spanOf(value: Value): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = cut(oneLine(plainOf(value)).replaceAll("`", "'"), MAX_INLINE);
  return text === "" ? "" : `\`${text}\``;
}

/** A text as a block of Markdown, between fences that are longer than any within it, so that it cannot end the block. */
export function blockOf(value: Value, max: number): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = cut(plainOf(value).replaceAll("\r\n", "\n").toWellFormed(), max);
  if (text.trim() === "") return "";
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

function cut(text: string, max: number): string {
  const points = [...text];
  if (points.length <= max) return text;
  return `${points.slice(0, max - 1).join("")}…`;
}
