/** The notices dismissed in this browser: kept in a cookie, so that the server renders without them. */
export const DISMISSED_COOKIE = "baton_notices";

/** More than anybody dismisses; the oldest are dropped. */
const MAX_KEPT = 40;
const MONTH_SECONDS = 30 * 24 * 60 * 60;

export function dismissedIn(value: string | undefined): string[] {
  return (value ?? "").split(".").filter((id) => /^[a-z]+-[0-9a-f]{12}$/.test(id));
}

/** Stores the dismissed notices, the newest last. */
export function keepDismissed(ids: readonly string[]): string[] {
  const kept = [...new Set(ids)].slice(-MAX_KEPT);
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
  document.cookie = `${DISMISSED_COOKIE}=${kept.join(".")}; path=/; max-age=${MONTH_SECONDS}; samesite=lax`;
  return kept;
}
