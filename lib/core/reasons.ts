import { z } from "zod";
import { SecondsOrNull, TextOrNull } from "./shapes";

/** What can be done about a reason: a page of Baton, and a command line. */
const FixShape = z.strictObject({ label: z.string(), href: TextOrNull, command: TextOrNull });
export type Fix = z.output<typeof FixShape>;

/** The fields of a reason beside its code. */
export const reasonFields = {
  sentence: z.string(),
  /** The task that it waits for. */
  ticket_ref: TextOrNull,
  /** The question whose answer it waits for. */
  request_id: z.int().nullable(),
  since: SecondsOrNull,
  until: SecondsOrNull,
  /** What to do about it; null for what needs nothing. */
  fix: FixShape.nullable(),
};

export type ReasonFields = z.output<z.ZodObject<typeof reasonFields>>;

/** A reason: what is not given is null. */
export const reason = <Code extends string>(
  code: Code,
  sentence: string,
  more: Partial<Omit<ReasonFields, "sentence">> = {},
): { code: Code } & ReasonFields => ({
  code,
  sentence,
  ticket_ref: null,
  request_id: null,
  since: null,
  until: null,
  fix: null,
  ...more,
});

/** What to do about a reason. */
export const fix = (
  label: string,
  { href = null, command = null }: Partial<Omit<Fix, "label">>,
): Fix => ({ label, href, command });
