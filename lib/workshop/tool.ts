import { z } from "zod";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { isStorable, STORABLE_RULE } from "@/lib/core/json";
import type { Caller } from "@/lib/events/long-lived";
import { ruleOf } from "@/lib/http/validate";

/** What every call of a tool is given. */
export interface Call {
  /** Acts as the caller, in one project. */
  ctx: Context;
  /** Acts as the caller wherever its key reaches: for agents, which belong to no project. */
  whole: Context;
  caller: Caller;
  signal: AbortSignal;
  /** The longest that a tool may wait for an answer. */
  patienceSeconds: number;
}

export interface ToolAnswer {
  /** The words that programs written for AgentWorkshop read. */
  text: string;
  /** The same as an object. */
  data: Record<string, unknown>;
}

/** A tool of the workshop: its name, arguments and words are a contract. */
export interface WorkshopTool {
  name: string;
  title: string;
  description: string;
  input: z.ZodObject;
  reads: boolean;
  run(call: Call, input: never): Promise<ToolAnswer>;
}

export function workshopTool<I extends z.ZodObject>(
  tool: Omit<WorkshopTool, "input" | "run"> & {
    input: I;
    run(call: Call, input: z.output<I>): Promise<ToolAnswer>;
  },
): WorkshopTool {
  return tool as unknown as WorkshopTool;
}

export interface InputSchema {
  type: "object";
  properties: Record<string, { type?: string } & Record<string, unknown>>;
  required?: string[];
}

const schemas = new WeakMap<WorkshopTool, InputSchema>();

/** A tool's arguments as JSON Schema, as clients and models read them. */
export function inputSchemaOf(tool: WorkshopTool): InputSchema {
  const known = schemas.get(tool);
  if (known) return known;
  const { $schema, ...schema } = z.toJSONSchema(tool.input, { io: "input" });
  schemas.set(tool, schema as InputSchema);
  return schema as InputSchema;
}

/**
 * Reads a call's arguments as models write them: a null or an empty text stands for nothing, numbers may be text, and a list `a, b`. Fails
 * with `invalid`, naming every argument and the rule it breaks.
 */
export function readInput(tool: WorkshopTool, given: unknown): Record<string, unknown> {
  if (typeof given !== "object" || given === null || Array.isArray(given))
    throw new DomainError("invalid", `The arguments of ${tool.name} must be an object`);
  if (!isStorable(given)) throw new DomainError("invalid", `The arguments ${STORABLE_RULE}`);
  const { properties } = inputSchemaOf(tool);
  const read = Object.entries(given).flatMap(([name, value]) => {
    const type = properties[name]?.type;
    const isNothing = value === null || (value === "" && type !== undefined);
    return isNothing && "type" in (properties[name] ?? {}) ? [] : [[name, coerced(type, value)]];
  });
  const result = tool.input.safeParse(Object.fromEntries(read));
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => {
    const field = issue.path.map(String).join(".") || "arguments";
    const isMissing = issue.code === "invalid_type" && !((field.split(".")[0] as string) in given);
    if (issue.code === "unrecognized_keys")
      return { field: issue.keys.join(", "), rule: `is no argument of ${tool.name}` };
    return { field, rule: isMissing ? "is required" : ruleOf(issue, null) };
  });
  const said = problems.map(({ field, rule }) => `${field} ${rule}`).join("; ");
  throw new DomainError("invalid", said, { problems });
}

function coerced(type: string | undefined, value: unknown): unknown {
  if (type === "string" && (typeof value === "number" || typeof value === "boolean"))
    return String(value);
  if (typeof value !== "string") return value;
  if ((type === "integer" || type === "number") && /^\s*-?\d+(\.\d+)?\s*$/.test(value))
    return Number(value);
  if (type !== "array" && type !== "object") return value;
  const parsed = jsonIn(value);
  if (type === "object") return parsed ?? value;
  if (Array.isArray(parsed)) return parsed;
  // It is no JSON: names separated by commas.
  return value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** The list or object that a text is as JSON; null for any other text. */
function jsonIn(text: string): object | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" ? parsed : null;
  } catch {
    return null;
  }
}

/** The reference's own word for a refusal; the sentence says the same to people. */
export function termOf({ code, details }: DomainError): string {
  const { reason } = details;
  if (typeof reason === "string") return reason;
  return code === "at_capacity" ? "queue_full" : code;
}

/** A refusal as a tool says it: what is wrong, what to do, and the term. */
export function refusalText(error: DomainError): string {
  const { fix } = error.details;
  const message = error.message.replace(/\.$/, "");
  const say = fix ? `${message}: ${fix}` : message;
  return `${say} (${termOf(error)})`;
}
