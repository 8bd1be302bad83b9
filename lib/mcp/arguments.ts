import { z } from "zod";
import { DomainError, type FieldProblem } from "@/lib/core/errors";
import { isStorable, STORABLE_RULE } from "@/lib/core/json";
import {
  type CodeKind,
  fromCode,
  LINK_CODES,
  PRIORITY_CODES,
  STATUS_CODES,
  TYPE_CODES,
} from "@/lib/tasks/tickets/codes";
import type { Tool } from "./tool";

/** Other names that arguments are accepted under: the short names of ticket tools, and the names of the REST API. */
const ALIASES: Record<string, string> = {
  t: "title",
  s: "status",
  p: "priority",
  typ: "type",
  d: "description",
  ac: "acceptance_criteria",
  res: "resolution",
  as: "assignee",
  assigned_to: "assignee",
  lbl: "labels",
  tags: "labels",
  par: "parent_id",
  em: "exec_mode",
  ord: "exec_order",
  ua: "etag",
  q: "query",
  ticket_id: "id",
};

const CODED: Record<string, { kind: CodeKind; codes: Record<string, string> }> = {
  status: { kind: "status", codes: STATUS_CODES },
  priority: { kind: "priority", codes: PRIORITY_CODES },
  type: { kind: "type", codes: TYPE_CODES },
  link_type: { kind: "link", codes: LINK_CODES },
};

interface Property {
  type?: string | string[];
  anyOf?: Property[];
  enum?: unknown[];
}

export interface InputSchema {
  type: "object";
  properties: Record<string, Property & Record<string, unknown>>;
  required?: string[];
}

const schemas = new WeakMap<Tool, InputSchema>();

/** A tool's input as JSON Schema, as clients and models read it. */
export function inputSchemaOf(tool: Tool): InputSchema {
  const known = schemas.get(tool);
  if (known) return known;
  const { $schema, ...schema } = z.toJSONSchema(tool.input, { io: "input" });
  schemas.set(tool, schema as InputSchema);
  return schema as InputSchema;
}

/**
 * Reads a call's arguments leniently: full or short names, common spellings of enums, numbers and booleans as text, one label or
 * several. A null or empty optional argument counts as absent, unless null or "" is one of its values. Throws `invalid` naming every
 * argument that breaks a rule.
 */
export function readArguments(tool: Tool, given: Record<string, unknown>): Record<string, unknown> {
  const schema = inputSchemaOf(tool);
  const broken = Object.keys(given).filter((name) => !isStorable({ [name]: given[name] }));
  if (broken.length > 0) {
    throw invalidArguments(
      broken.map((field) => ({
        field: field.toWellFormed().replaceAll("\0", ""),
        rule: STORABLE_RULE,
      })),
    );
  }
  const byName = new Map<string, unknown>();
  for (const [key, value] of Object.entries(given)) {
    const aliases = { ...ALIASES, ...tool.aliases };
    const isAlias = !Object.hasOwn(schema.properties, key) && Object.hasOwn(aliases, key);
    const name = isAlias ? (aliases[key] as string) : key;
    if (!byName.has(name) || key === name) byName.set(name, value);
  }
  for (const [name, value] of byName) {
    if (!Object.hasOwn(schema.properties, name)) continue;
    const read = coerce(name, schema.properties[name] as Property, value);
    if (read === undefined) byName.delete(name);
    else byName.set(name, read);
  }
  const named = Object.fromEntries(byName);
  const result = tool.input.safeParse(named);
  if (result.success) return result.data;
  throw invalidArguments(result.error.issues.flatMap((issue) => problemsOf(issue, schema, named)));
}

function coerce(name: string, property: Property, value: unknown): unknown {
  const types = typesOf(property);
  if (value === null) return types.includes("null") ? null : undefined;
  if (types.includes("integer") || types.includes("number")) {
    if (value === "") return undefined;
    return typeof value === "string" && /^\s*-?\d+(\.0*)?\s*$/.test(value) ? Number(value) : value;
  }
  if (types.includes("boolean")) {
    // An object is no word, and String() would call a toString that the caller supplied.
    const isWord = typeof value === "string" || typeof value === "number";
    return isWord ? (BOOLEANS.get(String(value).toLowerCase()) ?? value) : value;
  }
  if (types.includes("array")) return asList(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (property.enum && typeof value === "string") return asCode(name, value);
  return value;
}

const BOOLEANS = new Map([
  ["true", true],
  ["1", true],
  ["yes", true],
  ["false", false],
  ["0", false],
  ["no", false],
]);

const typesOf = (property: Property): string[] => [
  ...[property.type ?? []].flat(),
  ...(property.anyOf ?? []).flatMap(typesOf),
];

/** Reads `a,b` and the text `["a","b"]` as lists, because models send both. */
function asList(value: unknown): unknown {
  if (typeof value !== "string") return value;
  if (value.trim().startsWith("[")) {
    try {
      return JSON.parse(value);
    } catch {
      return [value];
    }
  }
  return value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function asCode(name: string, value: string): string | undefined {
  const word = value.trim().toLowerCase();
  if (word === "") return undefined;
  const coded = CODED[name];
  const known = coded && fromCode(coded.kind, word);
  if (coded && known) return coded.codes[known];
  if (name === "exec_mode")
    return word.startsWith("par") ? "par" : word.startsWith("seq") ? "seq" : word;
  return coded ? value : word;
}

function problemsOf(
  issue: z.core.$ZodIssue,
  schema: InputSchema,
  named: Record<string, unknown>,
): FieldProblem[] {
  if (issue.code === "unrecognized_keys") {
    const known = Object.keys(schema.properties).join(", ");
    return issue.keys.map((key) => ({
      field: key,
      rule: `is not an argument of this tool: ${known}`,
    }));
  }
  const field = String(issue.path[0] ?? "arguments");
  const choices = schema.properties[field]?.enum?.join("|");
  if (named[field] === undefined) {
    return [{ field, rule: choices ? `is required (${choices})` : "is required" }];
  }
  if (issue.code === "invalid_value" && choices) {
    const words = CODED[field] && ` (${Object.keys(CODED[field].codes).join(", ")})`;
    return [{ field, rule: `must be one of ${choices}${words ?? ""}` }];
  }
  const hasOwnRule = !issue.message.startsWith("Invalid input");
  if (issue.code === "invalid_type" && !hasOwnRule) {
    return [{ field, rule: `must be a ${issue.expected}` }];
  }
  return [{ field, rule: issue.message }];
}

function invalidArguments(problems: FieldProblem[]): DomainError {
  return new DomainError("invalid", sentence(problems), { problems });
}

/** The argument names for fields that tickets call by another name. */
const TICKET_WORDS: Record<string, string> = {
  assigned_to: "assignee",
  content: "body",
  to: "to_id",
};

/** Joins problems into one message: `title is required; exec_order must be unique within parent`. */
export function sentence(problems: FieldProblem[]): string {
  return problems
    .map(({ field, rule }) => {
      const [first = ""] = field.split(".");
      const name = TICKET_WORDS[first] ?? first;
      const known = rule.toLowerCase().startsWith(`${name} `);
      return known ? rule.charAt(0).toLowerCase() + rule.slice(1) : `${name} ${rule}`;
    })
    .join("; ");
}
