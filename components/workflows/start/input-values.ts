import type { Definition, Input } from "@/lib/workflows/definition/schema";

/** What is typed for an input, as text; a tick is `true` or `false`. */
export type TypedInputs = Readonly<Record<string, string>>;

/** What a form begins with: the defaults, or what an earlier run was given. */
export function firstValues(
  inputs: Definition["inputs"],
  initial: Readonly<Record<string, unknown>> = {},
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [
      name,
      textOf(Object.hasOwn(initial, name) ? initial[name] : input.default, input),
    ]),
  );
}

function textOf(value: unknown, { type }: Input): string {
  if (value === undefined || value === null) return type === "boolean" ? "false" : "";
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

/** The values of the inputs as their types have them, or what is wrong with each. Left empty, an input is not sent. */
export function valuesOf(
  inputs: Definition["inputs"],
  typed: TypedInputs,
): { values: Record<string, unknown>; problems: Record<string, string> } {
  const values: Record<string, unknown> = {};
  const problems: Record<string, string> = {};
  for (const [name, input] of Object.entries(inputs)) {
    const text = typed[name] ?? "";
    if (text.trim() === "" && input.type !== "boolean") {
      if (input.required && input.default === undefined) problems[name] = "A run needs it.";
      continue;
    }
    const read = readValue(text, input);
    if ("problem" in read) problems[name] = read.problem;
    else values[name] = read.value;
  }
  return { values, problems };
}

function readValue(text: string, input: Input): { value: unknown } | { problem: string } {
  switch (input.type) {
    case "string":
      return input.max_length !== undefined && text.length > input.max_length
        ? { problem: `At most ${input.max_length} characters.` }
        : { value: text };
    case "boolean":
      return { value: text === "true" };
    case "number":
    case "integer": {
      const number = Number(text);
      if (!Number.isFinite(number)) return { problem: "A number." };
      return input.type === "integer" && !Number.isInteger(number)
        ? { problem: "A whole number." }
        : { value: number };
    }
    case "array":
    case "object": {
      const value = parsed(text);
      const isRight =
        input.type === "array"
          ? Array.isArray(value)
          : typeof value === "object" && value !== null && !Array.isArray(value);
      return isRight
        ? { value }
        : { problem: input.type === "array" ? 'A list, as JSON: ["a", "b"]' : 'As JSON: {"a": 1}' };
    }
    default:
      return input.type satisfies never;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The files that the stages are given, which whoever starts a run has to send. */
export function filesOf({ stages }: Definition): string[] {
  const files = stages.flatMap(({ from }) =>
    from.flatMap((item) => ("file" in item ? item.file : [])),
  );
  return [...new Set(files)];
}
