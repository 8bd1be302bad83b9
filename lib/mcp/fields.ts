import { z } from "zod";
import { MAX_INT } from "@/lib/core/fields";
import {
  type Coded,
  type CodeKind,
  fromCode,
  LINK_CODES,
  PRIORITY_CODES,
  STATUS_CODES,
  TYPE_CODES,
} from "@/lib/tasks/tickets/codes";

/** Arguments that several ticket tools have. Other rules are checked by the commands' own schemas. */
const codes = (table: Record<string, string>) => {
  const [first = "", ...rest] = Object.values(table);
  const words = Object.entries(table).map(([word, code]) => `${code} ${word}`);
  return z.enum([first, ...rest]).describe(words.join(", "));
};

export const format = z
  .enum(["toon", "json"])
  .optional()
  .describe("How to answer: toon (the default) or json");
export const id = z.string().min(1, "is required").describe("Ticket id, such as myapp-003");
export const title = z.string().describe("Short and specific, at most 500 characters");
export const description = z.string().describe("Markdown");
export const acceptanceCriteria = z.string().describe("What a reviewer checks, in Markdown");
export const status = codes(STATUS_CODES);
export const priority = codes(PRIORITY_CODES);
export const type = codes(TYPE_CODES);
export const linkType = codes(LINK_CODES);
export const labels = z.array(z.string()).describe("Labels");
export const everyLabel = z.array(z.string()).describe("Only tickets that have all of these");
export const parentId = z.string().describe("The parent's id");
export const execMode = z
  .enum(["par", "seq"])
  .describe("par: any time beside its siblings; seq: after its siblings of lower exec_order");
export const execOrder = z
  .number()
  .int()
  .min(0, "must not be negative")
  .max(MAX_INT, `must be at most ${MAX_INT}`);
export const agent = z
  .string()
  .describe("Who does the work, when the connection does not say (x-agent-name or an agent's key)");
export const archived = z.boolean().describe("Archived ones too");

/** A page size or depth. Numbers out of range are clamped, not refused. */
export const clamped = (min: number, max: number, standard: number) =>
  z
    .number(`must be a whole number from ${min} to ${max}`)
    .default(standard)
    .transform((value) => Math.min(max, Math.max(min, Math.trunc(value) || min)))
    .describe(`${min} to ${max}, ${standard} when absent`);

/** The value that a code stands for, or undefined for an absent argument. */
export function meaning<K extends CodeKind>(
  kind: K,
  code: string | undefined,
): Coded[K] | undefined {
  return code === undefined ? undefined : fromCode(kind, code);
}
