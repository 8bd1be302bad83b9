import type { Paint } from "../output/colours";
import { harmless } from "../output/table";

/** A problem of a definition, and where in its text it is. Lines and columns begin with 1. */
export interface Problem {
  message: string;
  path?: string | null;
  line?: number | null;
  column?: number | null;
  end_line?: number | null;
  end_column?: number | null;
  fix?: string | null;
}

const TAB = 2;
/** The most of a line that is shown on each side of the place. */
const AROUND = 60;

/**
 * A problem with its place as editors and terminals link it, the line and a caret below it:
 *
 *     feature.yaml:4:29: there is no stage plann
 *       4 |   - {name: test, from: plann}
 *         |                        ^^^^^
 *       write plan
 */
export function placeText(problem: Problem, file: string, source: string, paint: Paint): string {
  const { line, column, message, fix } = problem;
  const place = [file, line, column].filter((part) => part != null).join(":");
  const shown = line == null ? [] : excerpt(problem, source, paint);
  const way = fix ? [`  ${harmless(fix)}`] : [];
  return [`${paint(harmless(place), "bold")}: ${harmless(message)}`, ...shown, ...way].join("\n");
}

function excerpt(problem: Problem, source: string, paint: Paint): string[] {
  const { line = 1, column, end_line: endLine, end_column: endColumn } = problem;
  const text = source.split(/\r?\n/)[Number(line) - 1];
  if (text === undefined) return [];
  const at = Math.min(Math.max(1, column ?? 1), text.length + 1) - 1;
  const end = endLine === line && endColumn != null ? Math.min(endColumn - 1, text.length) : at + 1;
  const from = Math.max(0, at - AROUND);
  const shown = text.slice(from, Math.max(end, at) + AROUND);
  const flat = (part: string) => harmless(part.replaceAll("\t", " ".repeat(TAB)));
  const before = flat(text.slice(from, at)).length;
  const marked = Math.max(1, flat(text.slice(at, end)).length);
  const number = String(line);
  const gap = " ".repeat(number.length);
  const caret = `${" ".repeat(before)}${"^".repeat(marked)}`;
  return [
    `  ${paint(number, "dim")} ${paint("|", "dim")} ${flat(shown)}`,
    `  ${gap} ${paint("|", "dim")} ${paint(caret, "red")}`,
  ];
}

/** The problems that a refusal carries, if they have places in a text. */
export function problemsIn(problems: unknown): Problem[] {
  if (!Array.isArray(problems)) return [];
  return problems.flatMap((each: unknown) => {
    if (typeof each !== "object" || each === null) return [];
    const { message, rule, ...rest } = each as Problem & { rule?: string };
    const said = message ?? rule;
    return typeof said === "string" ? [{ ...rest, message: said }] : [];
  });
}
