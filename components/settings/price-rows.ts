import { dollarsOf, typedDollars } from "@/components/costs/dollars";
import type { Price } from "@/lib/runs/prices";

/** A line of the table while it is edited. */
export interface PriceRow {
  /** Of this line for as long as the form is open. */
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

/** What is sent: lines that were left empty are none. An amount that is missing is refused by the server, by name. */
export function pricesOf(rows: readonly PriceRow[]): Price[] {
  return writtenRows(rows).map(({ model, input, output }) => ({
    model: model.trim(),
    input_per_mtok: dollarsOf(input) ?? Number.NaN,
    output_per_mtok: dollarsOf(output) ?? Number.NaN,
  }));
}

/** The lines that are sent, in their order: the server's problems name them by it. */
export const writtenRows = (rows: readonly PriceRow[]): PriceRow[] =>
  rows.filter(({ model, input, output }) => `${model}${input}${output}`.trim() !== "");

const FIELDS = { model: "model", input: "input_per_mtok", output: "output_per_mtok" } as const;

/** What the server says of a field of a line. */
export function problemOf(
  problems: Record<string, string>,
  rows: readonly PriceRow[],
  row: PriceRow,
  field: keyof typeof FIELDS,
): string | undefined {
  return problems[`prices.${writtenRows(rows).indexOf(row)}.${FIELDS[field]}`];
}
