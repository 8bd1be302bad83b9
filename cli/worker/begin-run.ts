import type { Answer, Baton } from "@/client/client";
import { Refused } from "@/client/failures";

/** A run that has begun: its prompt, and the key that its program gets. */
export type Begun = Required<Answer<"runs.begin">>;

/** How long to try to begin a run while Baton is away, before the work is handed back. */
const BEGIN_WITHIN_MS = 60_000;

/**
 * Begins a claimed run; null if it was over before. A repeated answer holds no key, so it is asked for again. Throws if Baton cannot be
 * reached for a minute, and when `signal` ends it.
 */
export async function beginRun(
  baton: Baton,
  run: number,
  signal: AbortSignal,
): Promise<Begun | null> {
  const path = { id: String(run) };
  const options = { patienceMs: BEGIN_WITHIN_MS, again: true, signal };
  try {
    for (let tries = 0; ; tries++) {
      const begun = await baton.call("runs.begin", { path }, options);
      if (begun.api_key || tries === 3) return begun;
    }
  } catch (error) {
    if (error instanceof Refused && (error.code === "stale_run" || error.status === 404))
      return null;
    throw error;
  }
}
