import type { WorkflowRunWire } from "@/lib/workflows/shapes";

/** An input as it is typed: texts as they are, all other values as JSON. */
export function typedInputs(inputs: WorkflowRunWire["inputs"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value, null, 2),
    ]),
  );
}

export type ReadInputs =
  | { ok: true; inputs: Record<string, unknown> }
  | { ok: false; problems: Record<string, string> };

/** The inputs that were changed, as values; or which of them are no JSON. */
export function changedInputs(
  before: WorkflowRunWire["inputs"],
  typed: Readonly<Record<string, string>>,
): ReadInputs {
  const was = typedInputs(before);
  const inputs: Record<string, unknown> = {};
  const problems: Record<string, string> = {};
  for (const [name, text] of Object.entries(typed)) {
    if (text === was[name]) continue;
    if (typeof before[name] === "string") inputs[name] = text;
    else {
      try {
        inputs[name] = JSON.parse(text);
      } catch {
        problems[name] =
          "is no JSON: a number, true, false, null, a list, an object, or a text in quotes";
      }
    }
  }
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, inputs };
}

/** Whether a failed stage can be tried again in its run: what succeeded or was cancelled is final, and only copied. */
export function mayRetry({ status }: Pick<WorkflowRunWire, "status">): boolean {
  return status === "failed" || status === "running";
}
