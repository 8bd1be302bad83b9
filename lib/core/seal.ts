import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { config } from "./config";

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Tells sealed text from text of before, and one way of sealing from the next. */
const MARK = "sealed1:";

const keys = new Map<string, Buffer>();

/** One key for each purpose, all from the installation's secret: what is sealed for one cannot be read as another's. */
function keyFor(purpose: string): Buffer {
  const known = keys.get(purpose);
  if (known) return known;
  const key = Buffer.from(hkdfSync("sha256", config.secret, "", `baton:${purpose}`, 32));
  keys.set(purpose, key);
  return key;
}

/** Encrypts text that must not stand in the database in clear (AES-256-GCM). */
export function seal(purpose: string, text: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keyFor(purpose), iv);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return MARK + Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64");
}

/**
 * Reads what `seal` wrote; text that was never sealed is given back as it is. Throws when it was changed, sealed for
 * another purpose, or under another secret.
 */
export function unseal(purpose: string, sealed: string): string {
  if (!sealed.startsWith(MARK)) return sealed;
  const bytes = Buffer.from(sealed.slice(MARK.length), "base64");
  const decipher = createDecipheriv("aes-256-gcm", keyFor(purpose), bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
  return Buffer.concat([text, decipher.final()]).toString("utf8");
}
