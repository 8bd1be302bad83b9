/** How one field of an address is read and written. */
export interface Field<T> {
  /** Null for what the field does not take. */
  read: (text: string) => T | null;
  write: (value: T) => string;
}

/** A field that has a value when the address says nothing of it; that value is never written. */
export interface FieldWithDefault<T> extends Field<T> {
  otherwise: T;
}

// biome-ignore lint/suspicious/noExplicitAny: fields of all kinds
export type Fields = Record<string, Field<any>>;
type ValueOf<F> =
  F extends FieldWithDefault<infer T> ? T : F extends Field<infer T> ? T | null : never;
/** What an address says; null for a field without a default that is not in it. */
export type ValuesOf<F extends Fields> = { [Name in keyof F]: ValueOf<F[Name]> };

export const orElse = <T>(field: Field<T>, otherwise: NoInfer<T>): FieldWithDefault<T> => ({
  ...field,
  otherwise,
});

export const asText: Field<string> = { read: (text) => text, write: (text) => text };

export const asInteger: Field<number> = {
  read: (text) => {
    const number = Number.parseInt(text, 10);
    return Number.isNaN(number) ? null : number;
  },
  write: String,
};

export const asFlag: Field<boolean> = { read: (text) => text === "true", write: String };

/** One of a few words or numbers. */
export const asOneOf = <const T extends string | number>(values: readonly T[]): Field<T> => ({
  read: (text) => values.find((value) => String(value) === text) ?? null,
  write: String,
});

/** Several, with commas between them; those that the field of one does not take are left out. */
export const asListOf = <T>(one: Field<T>): Field<T[]> => ({
  read: (text) =>
    text === ""
      ? []
      : text
          .split(",")
          .map((part) => one.read(part.replaceAll("%2C", ",")))
          .filter((value) => value !== null),
  write: (values) => values.map((value) => one.write(value).replaceAll(",", "%2C")).join(","),
});

/** Values that were read last, so that the same text gives the same list and nothing renders for it. */
const lastRead = new WeakMap<Fields[string], { text: string; value: unknown }>();

function readField(field: Fields[string], text: string | null): unknown {
  if (text === null) return "otherwise" in field ? field.otherwise : null;
  const known = lastRead.get(field);
  if (known?.text === text) return known.value;
  const value = field.read(text) ?? ("otherwise" in field ? field.otherwise : null);
  lastRead.set(field, { text, value });
  return value;
}

/** What the query of an address says. */
export function readFields<F extends Fields>(fields: F, query: URLSearchParams): ValuesOf<F> {
  const names = Object.keys(fields);
  return Object.fromEntries(
    names.map((name) => [name, readField(fields[name] as Fields[string], query.get(name))]),
  ) as ValuesOf<F>;
}

/** The query with other values; null, and the value that a field has anyway, take it out. Other parameters stay. */
export function withFields<F extends Fields>(
  fields: F,
  search: string,
  change: { [Name in keyof F]?: ValueOf<F[Name]> | null },
): string {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    const field = fields[name];
    if (!field || value === undefined) continue;
    const text = value === null ? null : field.write(value);
    const isDefault = "otherwise" in field && field.write(field.otherwise) === text;
    if (text === null || isDefault) query.delete(name);
    else query.set(name, text);
  }
  // Commas need no escape in a query, and people read addresses.
  return query.toString().replaceAll("%2C", ",");
}

/** The query of a page as Next gives it. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** For a page: what its address says. */
export async function addressOf<F extends Fields>(
  fields: F,
  searchParams: Promise<SearchParams>,
): Promise<ValuesOf<F>> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(await searchParams)) {
    const first = [value].flat()[0];
    if (first !== undefined) query.set(name, first);
  }
  return readFields(fields, query);
}
