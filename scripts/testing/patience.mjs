import { vi } from "vitest";

const { waitFor } = vi;
const PATIENCE_MS = 50_000;

/**
 * A limit against hanging, not a measurement: `vi.waitFor` would give up after a second, or after what its caller guessed,
 * and a busy machine can take that long for anything.
 */
vi.waitFor = (attempt, options = {}) => {
  const given = typeof options === "number" ? { timeout: options } : options;
  return waitFor(attempt, { ...given, timeout: Math.max(PATIENCE_MS, given.timeout ?? 0) });
};
