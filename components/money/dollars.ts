/**
 * What somebody typed as an amount in US dollars: null for nothing, NaN for what is no amount, which the server refuses
 * by name. A dollar sign, spaces and thousands commas do not matter.
 */
export function dollarsOf(typed: string): number | null {
  const bare = typed.replace(/[$,\s]/g, "");
  if (bare === "") return null;
  return /^-?\d*\.?\d+$/.test(bare) ? Number(bare) : Number.NaN;
}

/** How an amount stands in a field. */
export const typedDollars = (amount: number | null): string =>
  amount === null ? "" : String(amount);
