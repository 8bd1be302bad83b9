import type { z } from "zod";
import { nearestOf } from "./nearest";
import { normalise } from "./normalise";
import type { Definition, Problem } from "./schema";
import { type Format, formatOf, type Positions, placeOf, readSource } from "./source";
import { DefinitionSource } from "./source-schema";

export const MAX_PROBLEMS = 50;

export interface ParsedSource {
  /** Null where its structure is wrong. Whether it makes sense is for `checkDefinition`. */
  definition: Definition | null;
  format: Format;
  problems: Problem[];
  positions: Positions;
}

/** Parses the text of a definition: syntax and structure, with the place of every problem. Never throws. */
export function parseSource(text: string, format: Format = formatOf(text)): ParsedSource {
  const { value, problems, positions } = readSource(text, format);
  if (problems.length > 0) return { definition: null, format, problems, positions };
  return { format, positions, ...structureOf(value, positions) };
}

/** The same for a definition that is given as an object. */
export function parseValue(value: unknown): ParsedSource {
  const positions: Positions = new Map();
  return { format: "json", positions, ...structureOf(value, positions) };
}

function structureOf(
  value: unknown,
  positions: Positions,
): Pick<ParsedSource, "definition" | "problems"> {
  const given = withoutTuples(value, positions);
  const result = DefinitionSource.safeParse(given);
  if (result.success) return { definition: normalise(result.data), problems: [] };
  const problems: Problem[] = [];
  for (const issue of result.error.issues) {
    if (problems.length >= MAX_PROBLEMS) break;
    problems.push(...problemsOf(issue, given, positions));
  }
  return { definition: null, problems: problems.slice(0, MAX_PROBLEMS) };
}

/** `[name, agent, prompt, {from: …}]`, as workflows are written in TypeScript, becomes a stage with these fields. */
function withoutTuples(value: unknown, positions: Positions): unknown {
  if (!isRecord(value) || !Array.isArray(value.stages))
    return Array.isArray(value) ? withoutTuples({ stages: value }, positions) : value;
  const stages = value.stages.map((stage: unknown, index) => {
    if (
      !Array.isArray(stage) ||
      stage.length < 3 ||
      stage.length > 4 ||
      stage.slice(0, 3).some((part) => typeof part !== "string")
    )
      return stage;
    const [name, agent, prompt, more = {}] = stage as [string, string, string, unknown];
    if (!isRecord(more)) return stage;
    const at = `stages[${index}]`;
    for (const [path, place] of [...positions]) {
      if (path.startsWith(`${at}[3].`)) positions.set(at + path.slice(at.length + 3), place);
    }
    for (const [place, field] of ["name", "agent", "prompt"].entries()) {
      const found = positions.get(`${at}[${place}]`);
      if (found) positions.set(`${at}.${field}`, found);
    }
    return { name, agent, prompt, ...more };
  });
  return { ...value, stages };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) =>
      typeof key === "number"
        ? `${text}[${key}]`
        : text === ""
          ? String(key)
          : `${text}.${String(key)}`,
    "",
  );

function problemsOf(issue: z.core.$ZodIssue, given: unknown, positions: Positions): Problem[] {
  const path = pathOf(issue.path);
  const known = fieldsAt(issue.path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.slice(0, MAX_PROBLEMS).map((key) => {
      const at = path === "" ? key : `${path}.${key}`;
      return problemAt(
        positions,
        at,
        `${key} is not a field of ${path === "" ? "a workflow" : last(path)}`,
        /\s/.test(key)
          ? "put quotes around a text with a comma or a colon"
          : nearestOf(key, known, "field"),
      );
    });
  }
  const field = path === "" ? "the workflow" : last(path);
  if (issue.path.length > 0 && valueAt(given, issue.path) === undefined) {
    return [problemAt(positions, path, `${field} is required`, `write ${field}: …`)];
  }
  const rule = ruleOf(issue);
  return [
    problemAt(positions, path, `${field} ${rule}`, `${field} ${rule}: change it, or leave it out`),
  ];
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | null | undefined)?.[key],
    value,
  );

function ruleOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type" && issue.message.startsWith("Invalid input")) {
    return `must be ${WORDS[issue.expected] ?? issue.expected}`;
  }
  if (issue.code === "invalid_value" && issue.message.startsWith("Invalid")) {
    return `must be one of ${issue.values.map(String).join(", ")}`;
  }
  if (issue.code === "too_small" && issue.message.startsWith("Too small"))
    return `must be at least ${issue.minimum}`;
  if (issue.code === "too_big" && issue.message.startsWith("Too big"))
    return `must be at most ${issue.maximum}`;
  if (issue.code === "invalid_key") return issue.issues[0]?.message ?? "is no name for a field";
  return /^(must|is|has) /.test(issue.message) ? issue.message : `is not valid: ${issue.message}`;
}

const WORDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

const last = (path: string): string => /[^.[]*(?:\[\d+\])?$/.exec(path)?.[0] ?? path;

/** The fields that there are at a path, for a suggestion. */
function fieldsAt(path: readonly PropertyKey[]): string[] {
  let schema: unknown = DefinitionSource;
  for (const key of path) schema = partOf(inner(schema), key);
  const shape = (inner(schema) as { shape?: Record<string, unknown> } | undefined)?.shape;
  return shape ? Object.keys(shape) : [];
}

interface Def {
  innerType?: unknown;
  in?: unknown;
  options?: readonly unknown[];
  element?: unknown;
  valueType?: unknown;
  shape?: Record<string, unknown>;
}
const defOf = (schema: unknown): Def | undefined => (schema as { def?: Def } | undefined)?.def;

function inner(schema: unknown): unknown {
  const def = defOf(schema);
  if (def?.innerType) return inner(def.innerType);
  if (def?.in) return inner(def.in);
  const object = def?.options?.find((option) => defOf(option)?.shape || defOf(option)?.element);
  return object ? inner(object) : schema;
}

function partOf(schema: unknown, key: PropertyKey): unknown {
  const def = defOf(schema);
  return typeof key === "number" ? def?.element : (def?.shape?.[String(key)] ?? def?.valueType);
}

/** A problem with its place in the source. */
export function problemAt(
  positions: Positions,
  path: string,
  message: string,
  fix: string,
): Problem {
  const { line, column } = placeOf(positions, path);
  return { path, line, column, message, fix };
}
