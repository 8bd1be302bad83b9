/** After this long a page that never rests is not waited for any more. */
const AT_LAST_MS = 2_000;

/** Runs when the browser has nothing more urgent to do. Returns how to call it off. */
export function onceIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === "function") {
    const handle = requestIdleCallback(run, { timeout: AT_LAST_MS });
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(run, AT_LAST_MS / 10);
  return () => clearTimeout(timer);
}
