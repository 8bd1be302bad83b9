/**
 * How long to wait after the given number of failures: growing exponentially, spread by a quarter each way so that what
 * failed together does not come back together, and never less than what the other side asked for.
 */
export function backoffMs(
  failures: number,
  options: { firstMs: number; factor: number; maxMs: number; atLeastMs?: number | null },
  random: () => number = Math.random,
): number {
  const grown = Math.min(
    options.maxMs,
    options.firstMs * options.factor ** Math.max(0, failures - 1),
  );
  const spread = grown * (0.75 + random() / 2);
  return Math.round(Math.max(spread, options.atLeastMs ?? 0));
}
