import { z } from "zod";
import { MAX_INT, text } from "@/lib/core/fields";
import { isStorable, STORABLE_RULE } from "@/lib/core/json";

/** A column that is exported and imported under its own name: its type in PostgreSQL, and what may come in. */
export interface Column<Z extends z.ZodType = z.ZodType> {
  pg: string;
  is: Z;
}

export type Columns = Readonly<Record<string, Column>>;

export const column = <Z extends z.ZodType>(pg: string, is: Z): Column<Z> => ({ pg, is });

const LONG = 1_500_000;
const Moment = z.iso.datetime({
  offset: true,
  error: "must be a time such as 2026-12-01T09:00:00Z",
});
const Json = z.unknown().refine(isStorable, STORABLE_RULE);
const Int = z.int("must be a whole number").min(-MAX_INT).max(MAX_INT);
const Amount = z
  .number()
  .min(0, "must not be negative")
  .max(99_999_999, "must be at most 99999999");

export const words = (max = LONG) => column("text", text(max, 1));
export const maybeWords = (max = LONG) => column("text", text(max).nullable().default(null));
export const textOr = (otherwise: string) => column("text", text(LONG).default(otherwise));
export const list = () => column("text[]", z.array(text(1_000)).max(1_000).default([]));
export const id = () => column("int", Int.positive());
export const maybeId = () => column("int", Int.positive().nullable().default(null));
export const int = (otherwise: number) => column("int", Int.default(otherwise));
export const maybeInt = () => column("int", Int.nullable().default(null));
export const maybeNumber = () => column("float8", z.number().nullable().default(null));
export const money = () => column("numeric", Amount.nullable().default(null));
export const flag = (otherwise: boolean) => column("boolean", z.boolean().default(otherwise));
export const json = (otherwise: Record<string, never> | null) =>
  column("jsonb", Json.default(otherwise));
export const moment = () => column("timestamptz", Moment);
export const maybeMoment = () => column("timestamptz", Moment.nullable().default(null));

/** A value of an enum of the database. */
export const oneOf = <const T extends readonly string[]>(pg: string, values: T) =>
  column(pg, z.enum(values));
export const oneOfOr = <const T extends readonly string[]>(
  pg: string,
  values: T,
  otherwise: T[number],
) => column(pg, z.enum(values).default(otherwise as z.output<z.ZodEnum<{ [K in T[number]]: K }>>));
export const maybeOneOf = <const T extends readonly string[]>(pg: string, values: T) =>
  column(pg, z.enum(values).nullable().default(null));

/** The zod fields of columns. */
export function fieldsOf<T extends Columns>(columns: T): { [Name in keyof T]: T[Name]["is"] } {
  const entries = Object.entries(columns).map(([name, { is }]) => [name, is]);
  // Each name keeps the schema that stands beside it.
  return Object.fromEntries(entries) as { [Name in keyof T]: T[Name]["is"] };
}
