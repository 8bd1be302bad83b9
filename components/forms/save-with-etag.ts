import type { ActionResult } from "@/lib/api/action";
import { callAction } from "./call-action";

interface SaveWithEtag<T extends { etag: string }, R> {
  /** The object as the user saw it when they changed it. */
  seen: T;
  send: (etag: string) => Promise<ActionResult<R>>;
  /** The object as it is now, or null when it cannot be read. */
  read: () => Promise<T | null>;
  /** Whether somebody else changed the same of it. */
  isContested: (now: T) => boolean;
  /** Asked in that case; nothing is written then. Resolves to the words for the user. */
  onConflict: (now: T) => Promise<string>;
}

/**
 * Saves a change against an object as the user saw it. If somebody else has changed another part of it meanwhile, both
 * changes apply; if they changed the same, nothing is written.
 */
export async function saveWithEtag<T extends { etag: string }, R>({
  seen,
  send,
  read,
  isContested,
  onConflict,
}: SaveWithEtag<T, R>): Promise<ActionResult<R>> {
  let { etag } = seen;
  for (let attempt = 0; attempt < 3; attempt++) {
    const answer = await callAction(() => send(etag));
    if (answer.ok || answer.code !== "stale_etag") return answer;
    const now = await read();
    if (!now) return answer;
    if (isContested(now)) {
      return { ok: false, code: "conflict", message: await onConflict(now) };
    }
    etag = now.etag;
  }
  return {
    ok: false,
    code: "unavailable",
    message: "It changes too fast to save this",
    fix: "try again",
  };
}
