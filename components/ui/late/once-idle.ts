/** The longest wait for an idle moment. */
const AT_LAST_MS = 2_000;

/** Runs the callback when the browser is idle. Returns a function that cancels it. */
export function onceIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === "function") {
    const handle = requestIdleCallback(run, { timeout: AT_LAST_MS });
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(run, AT_LAST_MS / 10);
  return () => clearTimeout(timer);
}
