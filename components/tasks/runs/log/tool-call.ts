/** A call of a tool as one line says it: its name and what it is called with. */
export interface ToolCall {
  name: string;
  /** What it is about, in one line. */
  summary: string;
  /** All that it is called with, to read; null where the line says nothing more than the summary. */
  details: string | null;
}

/** What says best what a call is about, in this order. */
const SAYS_MOST = [
  "command",
  "file_path",
  "path",
  "pattern",
  "query",
  "url",
  "description",
  "prompt",
  "title",
] as const;

const LONGEST_SUMMARY = 300;

/** Reads a line such as `Bash {"command": "npm test"}`. A line without arguments is a command, which is its own summary. */
export function toolCall(line: string): ToolCall {
  const [, name, rest] = /^([\w.:-]{1,100}) (\{.*)$/.exec(line) ?? [];
  if (name === undefined || rest === undefined) {
    return { name: "", summary: oneLine(line), details: isLong(line) ? line : null };
  }
  const values = objectIn(rest);
  // Cut somewhere, because it was long.
  if (values === null) return { name, summary: oneLine(rest), details: rest };
  const most = SAYS_MOST.map((field) => values[field]).find((value) => typeof value === "string");
  const summary = typeof most === "string" ? most : rest === "{}" ? "" : rest;
  const isAll = Object.keys(values).length <= 1 && summary === most && !isLong(summary);
  return {
    name,
    summary: oneLine(summary),
    details: rest === "{}" || isAll ? null : readable(values),
  };
}

function objectIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value))
      : null;
  } catch {
    return null;
  }
}

const isLong = (text: string): boolean => text.length > LONGEST_SUMMARY || text.includes("\n");

const oneLine = (text: string): string =>
  text
    .slice(0, LONGEST_SUMMARY)
    .replace(/\s*\n\s*/g, " ⏎ ")
    .trim();

/** Each value under its name; texts as they are, with their lines. */
function readable(values: Record<string, unknown>): string {
  return Object.entries(values)
    .map(([name, value]) => {
      const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
      return text.includes("\n") ? `${name}:\n${indented(text)}` : `${name}: ${text}`;
    })
    .join("\n");
}

const indented = (text: string): string => text.replace(/^/gm, "  ");
