import { DomainError } from "@/lib/core/errors";
import type { SchemaProblem } from "@/lib/core/json-schema/schema-problems";
import { validate } from "@/lib/core/json-schema/validate";
import type { TaskRow } from "./row";

type Output = { ok: true; value: unknown } | { ok: false; problems: SchemaProblem[] };

/** The value that a resolution gives by a schema: JSON, bare or in exactly one fenced block. */
export function outputOf(schema: Record<string, unknown>, resolution: string | null): Output {
  const json = jsonIn(resolution ?? "");
  if (json === null)
    return {
      ok: false,
      problems: [{ path: "", rule: "must have one fenced block, and this has several" }],
    };
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    const rule = `must be JSON, bare or in one fenced block: ${error instanceof Error ? error.message : String(error)}`;
    return { ok: false, problems: [{ path: "", rule: rule.slice(0, 300) }] };
  }
  const problems = validate(schema, value);
  return problems.length === 0 ? { ok: true, value } : { ok: false, problems };
}

/** The only fenced block of a text, or else all of it; null where there are several. */
function jsonIn(text: string): string | null {
  const blocks = [...text.matchAll(/^(`{3,}|~{3,})[^\n`]*\n(.*?)^\1[ \t]*$/gms)];
  if (blocks.length > 1) return isJson(text) ? text : null;
  return blocks[0]?.[2] ?? text;
}

const isJson = (text: string): boolean => /^\s*[[{"]/.test(text);

/** What a command printed, of the result of a command that ended well; null for any other. */
export const printedIn = (text: string | null): string | null =>
  text === null ? null : (/^([\s\S]*)\n\nExit code 0(?:\n[\s\S]*)?$/.exec(text)?.[1] ?? null);

type Asked = Pick<TaskRow, "output_schema" | "command">;

/** The same by the schema of a task. Of a command it is what it printed. */
const outputOfTask = (
  schema: Record<string, unknown>,
  { command }: Asked,
  resolution: string | null,
): Output => outputOf(schema, (command && printedIn(resolution)) ?? resolution);

/** Why a resolution is not what the task asks for, as one sentence; null if it is. */
export function outputProblem(task: Asked, resolution: string | null): string | null {
  const { output_schema: schema } = task;
  if (schema === null) return null;
  const output = outputOfTask(schema, task, resolution);
  return output.ok
    ? null
    : `the result is not valid by the task's output schema: ${inWords(output.problems)}`;
}

/** Refuses with `invalid`, naming each place and rule, a resolution that the task's output schema does not allow. */
export function assertValidOutput(
  task: Asked & Pick<TaskRow, "ticket_ref">,
  resolution: string | null,
): void {
  const { output_schema: schema } = task;
  if (schema === null) return;
  const output = outputOfTask(schema, task, resolution);
  if (output.ok) return;
  throw new DomainError(
    "invalid",
    `resolution: not valid by the output schema of ${task.ticket_ref}: ${inWords(output.problems)}`,
    {
      problems: output.problems.map(({ path, rule }) => ({ field: joined(path), rule })),
      fix: "hand in JSON that is valid by the task's output_schema, bare or in one fenced block",
    },
  );
}

const joined = (path: string): string =>
  path === "" || path.startsWith("[") ? `resolution${path}` : `resolution.${path}`;

const inWords = (problems: readonly SchemaProblem[]): string =>
  problems
    .slice(0, 5)
    .map(({ path, rule }) => `${path === "" ? "it" : path} ${rule}`)
    .join("; ");
