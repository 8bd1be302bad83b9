import { type Reference, VARIABLES } from "./references";

/** The values of an expression, as JSON has them. Absent ones are empty. */
export interface ExpressionValues {
  inputs?: Record<string, unknown>;
  /** By stage: `{status, state, result, output, choice}`. */
  stages?: Record<string, unknown>;
  item?: unknown;
  index?: number;
  iteration?: number;
  run?: Record<string, unknown>;
  event?: Record<string, unknown>;
}

/** Only what the expression names is converted. */
export function valuesFor(
  values: ExpressionValues,
  references: readonly Reference[],
): Record<string, unknown> {
  const all: Record<string, unknown> = {
    inputs: {},
    stages: {},
    item: null,
    index: 0,
    iteration: 0,
    run: {},
    event: {},
    ...values,
  };
  const used: Record<string, unknown> = {};
  for (const name of VARIABLES) {
    const of = references.filter(({ variable }) => variable === name);
    const value = all[name];
    const isWhole =
      of.some(({ path }) => path.length === 0) ||
      typeof value !== "object" ||
      value === null ||
      Array.isArray(value);
    if (isWhole) used[name] = fromJson(value);
    else {
      const names = [...new Set(of.map(({ path }) => path[0] as string))].filter((each) =>
        Object.hasOwn(value, each),
      );
      used[name] = Object.fromEntries(
        names.map((each) => [each, fromJson((value as Record<string, unknown>)[each])]),
      );
    }
  }
  return used;
}

/** Whole numbers become CEL's int. Fields that JavaScript would treat as its own are left out. */
function fromJson(value: unknown): unknown {
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(fromJson);
  if (typeof value !== "object" || value === null) return value ?? null;
  const fields = Object.entries(value).filter(([name]) => name !== "__proto__");
  return Object.fromEntries(fields.map(([name, each]) => [name, fromJson(each)]));
}

/** A value of CEL as JSON has it. Throws for one that JSON has not. */
export function toJson(value: unknown, depth: number): unknown {
  if (depth > 64) throw new Error("the value is nested too deeply");
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((each) => toJson(each, depth + 1));
  if (value instanceof Map) return toJson(Object.fromEntries(value), depth);
  if (typeof value === "number") {
    if (Number.isFinite(value)) return value;
    throw new Error("the value is not a number");
  }
  if (typeof value !== "object" || value === null) return value ?? null;
  if (Object.getPrototypeOf(value) !== Object.prototype) return String(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, toJson(each, depth + 1)]),
  );
}
