import { createHash } from "node:crypto";

/** A short fingerprint of texts, to tell whether they are still what somebody saw. Not for secrets. */
export function fingerprint(...texts: readonly (string | number | null)[]): string {
  return createHash("sha256").update(JSON.stringify(texts)).digest("hex").slice(0, 16);
}
