import webPush from "web-push";
import { config } from "@/lib/core/config";
import type { Queryable } from "@/lib/core/database";
import { seal, unseal } from "@/lib/core/seal";

/** By which push services know this installation (RFC 8292); base64url. */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

interface StoredKeys {
  public_key: string;
  /** Sealed. */
  private_key: string;
}

const SETTING = "push.vapid_keys";
const PURPOSE = "push-vapid";

/**
 * The installation's keys, made when they are first needed and stored with the private one sealed. Browsers subscribe for the public
 * one, so it never changes. Index: settings_pkey.
 */
export async function vapidKeys(db: Queryable): Promise<VapidKeys> {
  const stored = (await storedKeys(db)) ?? (await makeKeys(db));
  return { publicKey: stored.public_key, privateKey: unseal(PURPOSE, stored.private_key) };
}

async function storedKeys(db: Queryable): Promise<StoredKeys | undefined> {
  const [row] = await db.$queryRaw<{ value: StoredKeys }[]>`
    SELECT value FROM settings WHERE key = ${SETTING}`;
  return row?.value;
}

async function makeKeys(db: Queryable): Promise<StoredKeys> {
  const { publicKey, privateKey } = webPush.generateVAPIDKeys();
  const made: StoredKeys = { public_key: publicKey, private_key: seal(PURPOSE, privateKey) };
  await db.$executeRaw`
    INSERT INTO settings (key, value, updated_by, updated_at)
    VALUES (${SETTING}, ${JSON.stringify(made)}::jsonb, 'baton', now()) ON CONFLICT (key) DO NOTHING`;
  // Another process may have been first.
  return (await storedKeys(db)) ?? made;
}

/** Whom the people of a push service can turn to: what the operator says, else this installation. */
export function vapidSubject(): string {
  if (config.pushContact) return config.pushContact;
  const { protocol, hostname, origin } = new URL(config.publicUrl);
  return protocol === "https:" ? origin : `mailto:operator@${hostname}`;
}
