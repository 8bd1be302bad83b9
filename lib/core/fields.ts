import { z } from "zod";
import { isShallow, isStorable, NESTING_RULE, STORABLE_RULE } from "./json";

/** The largest PostgreSQL int4; no id is larger. */
export const MAX_INT = 2_147_483_647;

/** The id of a row, as a caller sends it. */
export const RowId = z
  .number("must be a number")
  .int("must be a whole number")
  .positive("must be positive")
  .max(MAX_INT, `must be at most ${MAX_INT}`);

/** Text that PostgreSQL can store: no NUL and no lone surrogates. */
export function text(max: number, min = 0) {
  return z
    .string()
    .max(max, `must have at most ${max} characters`)
    .refine(
      (value) => value.length >= min,
      min === 1 ? "must not be empty" : `must have at least ${min} characters`,
    )
    .refine((value) => !value.includes("\0"), "must not contain NUL characters")
    .transform((value) => value.toWellFormed());
}

/** Removes what PostgreSQL cannot store: NUL characters and lone surrogates. */
export function storable(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}

/** Optional; null or "" clears it. */
export const emptyIsNull = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? null : value), schema.nullable()).optional();

/** Text that is not only white space. */
export function line(max: number, what: string) {
  return text(max).refine((value) => value.trim() !== "", `${what} is required`);
}

// Line ends and other control characters, and characters that reorder the text around them.
const CONTROL = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/**
 * A name that is shown and quoted: one trimmed line with no characters that change how the text around it is displayed.
 */
export function singleLine(max: number) {
  return z
    .string("must be text")
    .trim()
    .min(1, "is required")
    .max(max, `must have at most ${max} characters`)
    .refine(
      (value) => !CONTROL.test(value),
      "must be one line without control or text-direction characters",
    )
    .transform((value) => value.toWellFormed());
}

/** An agent's name, in the format that existing clients use. */
export const AgentName = z
  .string()
  .trim()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/,
    "must have 1 to 100 letters, digits, spaces, dots, dashes or underscores and start with a letter or digit",
  );

/** Unix seconds, as existing clients send them. */
export const UnixSeconds = z
  .number("must be a time in Unix seconds")
  .int("must be whole seconds")
  .min(0, "must not be negative")
  .max(4_102_444_800, "must be before the year 2100");

/** A plain day, without a time and a zone. */
export const PlainDate = z.iso
  .date("must be a day such as 2026-11-24")
  .refine((day) => day >= "1970-01-01" && day < "2100-01-01", "must be before the year 2100");

/** An amount of money in US dollars. */
export const UsDollars = z
  .number("must be an amount in US dollars")
  .min(0, "must not be negative")
  .max(10_000_000, "must be at most 10000000");

/** A JSON object of any content, limited in size and storable. */
export const JsonObject = z
  .record(z.string(), z.unknown())
  .refine(isShallow, { message: NESTING_RULE, abort: true })
  .refine((value) => JSON.stringify(value).length <= 65_536, "must be at most 65536 bytes of JSON")
  .refine(isStorable, STORABLE_RULE);

/** Words separated by commas, or the parameter repeated. */
const CommaSeparated = z.union([z.string(), z.array(z.string())]).transform((value) =>
  (Array.isArray(value) ? value : [value])
    .flatMap((part) => part.split(","))
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);

/** A filter that matches any of several values: `a,b`, or the parameter repeated. */
export function anyOf<T extends string>(values: readonly T[]) {
  return CommaSeparated.pipe(z.array(z.enum(values)));
}

/** A comma-separated list of arbitrary words. */
export const Words = CommaSeparated.refine(
  (words) => words.every((word) => !word.includes("\0")),
  "must not contain NUL characters",
);

/** A number in a query string. */
export function numberParam(min: number, max: number) {
  return z
    .string()
    .regex(/^-?\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be from ${min} to ${max}`);
}

/** The longest page of a list. */
const MAX_PAGE = 200;

/** A list's page size. Values out of range are clamped, as existing clients expect. */
const pageLimit = (size: number) =>
  z
    .string()
    .regex(/^-?\d+$/, `must be a whole number from 1 to ${MAX_PAGE}`)
    .transform((value) => Math.min(MAX_PAGE, Math.max(1, Number(value))))
    .default(size);

/** From 1 to 200; 50 by default. */
export const PageLimit = pageLimit(50);

/** For lists that had no pages at first: the longest page by default, because existing clients send no limit. */
export const LongPageLimit = pageLimit(MAX_PAGE);

/** The message for a cursor that is malformed or belongs to another list. */
export const BROKEN_CURSOR = "is not a cursor of this list; start again without one";

export const PageOffset = z
  .string()
  .regex(/^\d+$/, "must be a whole number of at least 0")
  .transform((value) => Math.min(MAX_INT, Number(value)))
  .optional();

export const BoolParam = z
  .enum(["true", "false", "1", "0"])
  .transform((v) => v === "true" || v === "1");
