import type { Definition, Input, InputType } from "./schema";

/** What is wrong with the value of an input: the rule, as the end of a sentence. Null for one that fits. */
export function inputRule(input: Input, value: unknown): string | null {
  if (!isOfType(value, input.type)) return `must be ${WORDS[input.type]}`;
  if (input.enum && !input.enum.some((each) => JSON.stringify(each) === JSON.stringify(value))) {
    return `must be one of ${input.enum
      .map((each) => JSON.stringify(each))
      .join(", ")
      .slice(0, 300)}`;
  }
  const most = input.max_length;
  if (most === undefined) return null;
  if (typeof value === "string" && value.length > most)
    return `must have at most ${most} characters`;
  return Array.isArray(value) && value.length > most ? `must have at most ${most} items` : null;
}

/** What is wrong with the values that a run is to be started with. Each is named as a field: `inputs.spec`. */
export function checkInputs(
  definition: Pick<Definition, "inputs">,
  values: Readonly<Record<string, unknown>>,
): { field: string; rule: string }[] {
  const problems: { field: string; rule: string }[] = [];
  for (const name of Object.keys(values)) {
    if (!Object.hasOwn(definition.inputs, name)) {
      const known = Object.keys(definition.inputs);
      problems.push({
        field: `inputs.${name}`,
        rule: `is not an input of this workflow: ${known.length === 0 ? "it has none" : `use ${known.join(", ")}`}`,
      });
    }
  }
  for (const [name, input] of Object.entries(definition.inputs)) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || (value === null && !input.required)) {
      if (input.required && !("default" in input))
        problems.push({
          field: `inputs.${name}`,
          rule: `is required: ${input.description ?? WORDS[input.type]}`,
        });
      continue;
    }
    const rule = inputRule(input, value);
    if (rule) problems.push({ field: `inputs.${name}`, rule });
  }
  return problems;
}

/** The value of every input: what was given, else its default, else null. */
export function inputValues(
  definition: Pick<Definition, "inputs">,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(definition.inputs).map(([name, input]) => [
      name,
      (Object.hasOwn(values, name) ? values[name] : undefined) ?? input.default ?? null,
    ]),
  );
}

const WORDS: Readonly<Record<InputType, string>> = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

function isOfType(value: unknown, type: InputType): boolean {
  if (type === "integer") return Number.isSafeInteger(value);
  if (type === "array") return Array.isArray(value);
  if (type === "object")
    return typeof value === "object" && value !== null && !Array.isArray(value);
  return typeof value === type && !(typeof value === "number" && !Number.isFinite(value));
}
