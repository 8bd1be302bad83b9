import { ended, sentence } from "@/components/format/sentence";
import { checkDefinition } from "@/lib/workflows/definition/check";
import { parseSource } from "@/lib/workflows/definition/parse";
import type { Problem } from "@/lib/workflows/definition/schema";
import { placeOf } from "@/lib/workflows/definition/source";

/** Something wrong with a definition, where it is written and at which stage. */
export interface Mark extends Problem {
  /** In characters of the text. */
  from: number;
  to: number;
  severity: "error" | "warning";
  /** The place of the stage in its list; null for the rest of the definition. */
  stage: number | null;
}

export interface Checked {
  /** By their places, first to last. */
  marks: readonly Mark[];
  byStage: ReadonlyMap<number, readonly Mark[]>;
  errors: number;
}

export const NOTHING_WRONG: Checked = { marks: [], byStage: new Map(), errors: 0 };

/** What is wrong with a text, by the rules of the server. */
export function checkSource(text: string): Checked {
  const parsed = parseSource(text);
  const { problems, warnings } = parsed.definition
    ? checkDefinition(parsed.definition, parsed.positions)
    : { problems: parsed.problems, warnings: [] };
  const starts = lineStarts(text);
  const offset = (line: number, column: number) =>
    Math.min((starts[line - 1] ?? text.length) + column - 1, text.length);
  const marked = (problem: Problem, severity: Mark["severity"]): Mark => {
    const place = placeOf(parsed.positions, problem.path);
    const from = offset(problem.line, problem.column);
    const isHere = place.line === problem.line && place.column === problem.column;
    const end = isHere ? offset(place.endLine, place.endColumn) : from;
    const to = end > from ? end : endOfWord(text, from);
    // What is wrong with a whole stage is marked at its beginning, not over all its lines.
    const lineEnd = text.slice(from, to).search(/\n/);
    return {
      ...problem,
      // It may begin with a name, which is written as it is.
      message: ended(problem.message),
      fix: sentence(problem.fix),
      severity,
      from,
      to: lineEnd < 0 ? to : from + lineEnd,
      stage: stageOf(problem.path),
    };
  };
  const marks = [
    ...problems.map((problem) => marked(problem, "error")),
    ...warnings.map((problem) => marked(problem, "warning")),
  ].sort((a, b) => a.from - b.from);
  const byStage = Map.groupBy(
    marks.filter(({ stage }) => stage !== null),
    ({ stage }) => stage as number,
  );
  return { marks, byStage, errors: problems.length };
}

function stageOf(path: string): number | null {
  const index = /^stages\[(\d+)\]/.exec(path)?.[1];
  return index === undefined ? null : Number(index);
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

const endOfWord = (text: string, from: number): number =>
  from + (/^[*&]?[\w-]+|^\S/.exec(text.slice(from, from + 200))?.[0].length ?? 0);
