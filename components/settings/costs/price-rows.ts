import { dollarsOf, typedDollars } from "@/components/money/dollars";
import type { Price } from "@/lib/runs/prices";

/** A row of the table while it is edited. */
export interface PriceRow {
  /** Identifies the row while the form is open. */
  id: number;
  model: string;
  input: string;
  output: string;
}

export function rowsOf(prices: readonly Price[]): PriceRow[] {
  return prices.map(({ model, input_per_mtok, output_per_mtok }, id) => ({
    id,
    model,
    input: typedDollars(input_per_mtok),
    output: typedDollars(output_per_mtok),
  }));
}

/** The prices to send, without empty rows. The server refuses a missing amount by name. */
export function pricesOf(rows: readonly PriceRow[]): Price[] {
  return writtenRows(rows).map(({ model, input, output }) => ({
    model: model.trim(),
    input_per_mtok: dollarsOf(input) ?? Number.NaN,
    output_per_mtok: dollarsOf(output) ?? Number.NaN,
  }));
}

/** The rows that are sent, in order: the server's problems refer to them by index. */
export const writtenRows = (rows: readonly PriceRow[]): PriceRow[] =>
  rows.filter(({ model, input, output }) => `${model}${input}${output}`.trim() !== "");

const FIELDS = { model: "model", input: "input_per_mtok", output: "output_per_mtok" } as const;

/** The server's problem with one field of a row. */
export function problemOf(
  problems: Record<string, string>,
  rows: readonly PriceRow[],
  row: PriceRow,
  field: keyof typeof FIELDS,
): string | undefined {
  return problems[`prices.${writtenRows(rows).indexOf(row)}.${FIELDS[field]}`];
}
