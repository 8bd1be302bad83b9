import { vi } from "vitest";

const { waitFor } = vi;
const PATIENCE_MS = 50_000;

/**
 * A bound against hanging, not a measure: `vi.waitFor` would give up after a second, or what its caller thought of, which
 * machines that run several things at once can take for anything.
 */
vi.waitFor = (attempt, options = {}) => {
  const given = typeof options === "number" ? { timeout: options } : options;
  return waitFor(attempt, { ...given, timeout: Math.max(PATIENCE_MS, given.timeout ?? 0) });
};
