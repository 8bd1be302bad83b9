import { dollarsOf, typedDollars } from "@/components/money/money-field";
import type { FieldProblem } from "@/lib/core/errors";
import type { PricesWire } from "@/lib/runs/money-shapes";
import type { Price } from "@/lib/runs/prices";

/** A row of the table while it is edited. */
export interface PriceRow {
  model: string;
  input: string;
  output: string;
}

/** The rows by what identifies each while the form is open; null for a row that was taken out. */
export type PriceRows = Record<string, PriceRow | null>;

export const rowsOf = (prices: readonly Price[]): PriceRows =>
  Object.fromEntries(
    prices.map(({ model, input_per_mtok, output_per_mtok }) => [
      `model:${model}`,
      { model, input: typedDollars(input_per_mtok), output: typedDollars(output_per_mtok) },
    ]),
  );

/** What identifies the next new row. */
export function nextKey(rows: PriceRows): string {
  const used = Object.keys(rows).map((key) => Number(/^new:(\d+)$/.exec(key)?.[1] ?? -1));
  return `new:${Math.max(-1, ...used) + 1}`;
}

const isEmpty = ({ model, input, output }: PriceRow) => `${model}${input}${output}`.trim() === "";
const nameOf = (model: string) => model.trim().toLowerCase();

/**
 * What to send of the rows that were touched. `keys` names the row of each price in `set`, because the server refers to
 * them by index. An amount that is none is sent as such: the server refuses it by name.
 */
export function changeOf(saved: PriceRows, touched: Partial<PriceRows>) {
  const change = { set: [] as Price[], remove: [] as string[], keys: [] as string[] };
  for (const [key, row] of Object.entries(touched)) {
    const before = saved[key];
    const isGone = !row || isEmpty(row);
    if (before && (isGone || nameOf(row.model) !== nameOf(before.model))) {
      change.remove.push(before.model);
    }
    if (isGone) continue;
    change.keys.push(key);
    change.set.push({
      model: row.model.trim(),
      input_per_mtok: dollarsOf(row.input) ?? Number.NaN,
      output_per_mtok: dollarsOf(row.output) ?? Number.NaN,
    });
  }
  return change;
}

/** A touched row whose model another row has too: the later of the two would replace the other without a word. */
export function doubledRow(rows: PriceRows, touched: Partial<PriceRows>): string | undefined {
  return Object.entries(touched).find(
    ([key, row]) =>
      row &&
      !isEmpty(row) &&
      Object.entries(rows).some(
        ([other, one]) => other !== key && one !== null && nameOf(one.model) === nameOf(row.model),
      ),
  )?.[0];
}

/** Whether somebody else changed the price of a model that the change is about. */
export function isContested(
  seen: Pick<PricesWire, "prices">,
  now: Pick<PricesWire, "prices">,
  { set, remove }: { set: readonly Price[]; remove: readonly string[] },
): boolean {
  const priceIn = (table: readonly Price[], model: string) =>
    JSON.stringify(table.find((price) => nameOf(price.model) === nameOf(model)) ?? null);
  return [...set.map(({ model }) => model), ...remove].some(
    (model) => priceIn(seen.prices, model) !== priceIn(now.prices, model),
  );
}

const FIELDS = [
  ["model", "model"],
  ["input_per_mtok", "input"],
  ["output_per_mtok", "output"],
] as const;

/** The server's problems with the rows that were sent, under the rows' own names: `model:gpt-5.input`. */
export function problemsByRow(
  problems: readonly FieldProblem[],
  keys: readonly string[],
): FieldProblem[] {
  return problems.map((problem) => {
    const [, at, name] = /^set\.(\d+)\.(\w+)$/.exec(problem.field) ?? [];
    const field = FIELDS.find(([wire]) => wire === name)?.[1];
    const key = keys[Number(at)];
    return field && key ? { ...problem, field: `${key}.${field}` } : problem;
  });
}
