/**
 * The delay before the next try after the given number of failures: exponential, with a jitter of a quarter either way
 * so that calls that failed together do not retry together, and never shorter than the other side asked for.
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
