import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { config } from "@/lib/core/config";

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Compares in constant time whatever the lengths are. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(
    createHash("sha256").update(a).digest(),
    createHash("sha256").update(b).digest(),
  );
}

/** What a key begins with, by whose it is: a person's or script's, an agent's, a run's. Clients tell them apart by it. */
const PREFIXES = { user: "mc_", agent: "mca_", run: "mcr_" } as const;

/** A new API key: 192 random bits, so a fast hash is enough to store it. */
export function newKey(kind: keyof typeof PREFIXES): {
  key: string;
  keyHash: string;
  keyPrefix: string;
} {
  const prefix = PREFIXES[kind];
  const key = `${prefix}${randomBytes(24).toString("hex")}`;
  return { key, keyHash: sha256(key), keyPrefix: key.slice(0, prefix.length + 8) };
}

/** The token of the first-admin link that `npm start` prints. */
export function setupToken(): string {
  return createHmac("sha256", config.secret).update("first-admin").digest("hex").slice(0, 32);
}
