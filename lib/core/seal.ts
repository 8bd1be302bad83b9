import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { config } from "./config";

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Marks sealed text, to tell it from older unsealed text and one sealing format from the next. */
const MARK = "sealed1:";

let derived: { from: string; keys: Map<string, Buffer> } = { from: "", keys: new Map() };

/**
 * One key per purpose, derived from the installation's secret: text sealed for one purpose cannot be opened for
 * another.
 */
function keyFor(purpose: string): Buffer {
  const { secret } = config;
  if (derived.from !== secret) derived = { from: secret, keys: new Map() };
  const known = derived.keys.get(purpose);
  if (known) return known;
  const key = Buffer.from(hkdfSync("sha256", secret, "", `baton:${purpose}`, 32));
  derived.keys.set(purpose, key);
  return key;
}

/** Encrypts text that must not be stored in clear (AES-256-GCM). */
export function seal(purpose: string, text: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keyFor(purpose), iv);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return MARK + Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64");
}

/**
 * Decrypts what `seal` wrote; text that was never sealed is returned unchanged. Throws when it was tampered with, or
 * sealed for another purpose or under another secret.
 */
export function unseal(purpose: string, sealed: string): string {
  if (!sealed.startsWith(MARK)) return sealed;
  const bytes = Buffer.from(sealed.slice(MARK.length), "base64");
  const decipher = createDecipheriv("aes-256-gcm", keyFor(purpose), bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
  return Buffer.concat([text, decipher.final()]).toString("utf8");
}
