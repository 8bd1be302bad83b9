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

/** How quotes are marked in a text, so that nothing that its author wrote pairs with their marks or is ended by what they contain. */
export interface Marks {
  /** Around a value within a line. */
  ticks: string;
  /** Of what the fences around a block are made. */
  fence: "`" | "~";
  /** The fences of the text's own, which a value must not contain. */
  own: readonly RegExp[];
}

/** The marks for values in a text. */
export function marksFor(text: string): Marks {
  const runs = new Set([...text.matchAll(/`+/g)].map(([run]) => run.length));
  let length = 1;
  while (runs.has(length)) length += 1;
  const own = [/`{3,}/g, /~{3,}/g].filter((fence) => text.search(fence) !== -1);
  return { ticks: "`".repeat(length), fence: text.includes("```") ? "~" : "`", own };
}

/** A text in which no mark of a value touches a backtick of the author's or the next value's, with which it would be another one. */
export const apart = (text: string): string =>
  text.includes("`") ? text.replace(/`(?=\{\{)|\}\}(?=[`{])/g, "$& ") : text;

/**
 * A value within a line of Markdown. Texts stand in a code span, so that they format nothing, call nobody and are seen to be quoted;
 * numbers need none.
 */
export function spanOf(value: Value, { ticks }: Marks): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = cut(oneLine(plainOf(value)).replaceAll("`", "'"), MAX_INLINE);
  return text === "" ? "" : `${ticks}${text}${ticks}`;
}

/**
 * A text as a block of Markdown, between fences that are longer than any within it, so that it cannot end the block. Where its author
 * put a fence around it, it cannot end that either.
 */
export function blockOf(value: Value, max: number, { fence, own }: Marks): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const whole = cut(plainOf(value).replaceAll("\r\n", "\n").toWellFormed(), max);
  const text = own.reduce(
    (left, each) => left.replace(each, (run) => "'".repeat(run.length)),
    whole,
  );
  if (text.trim() === "") return "";
  const runs = text.match(fence === "~" ? /~+/g : /`+/g) ?? [];
  const line = fence.repeat(Math.max(2, ...runs.map((run) => run.length)) + 1);
  return `${line}text\n${text}\n${line}`;
}

function cut(text: string, max: number): string {
  const points = [...text];
  if (points.length <= max) return text;
  return `${points.slice(0, max - 1).join("")}…`;
}
