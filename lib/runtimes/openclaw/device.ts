import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
} from "node:crypto";
import type { DeviceIdentity } from "@openclaw/gateway-client";
import type { Queryable } from "@/lib/core/database";
import { logger } from "@/lib/core/logger";
import { seal, unseal } from "@/lib/core/seal";

const KEY = "runtime.openclaw.device";
const PURPOSE = "openclaw-device";
/** The DER prefix of a 32-byte Ed25519 key (RFC 8410). */
const SPKI_PREFIX_BYTES = 12;

/**
 * The key with which this installation signs where a gateway requires a device: an Ed25519 key, created once and stored
 * sealed. Null when this installation's secret does not open the stored one, which is then kept: under the right secret
 * it is still the approved device. Index: settings_pkey.
 */
export async function deviceIdentity(db: Queryable): Promise<DeviceIdentity | null> {
  const stored = await storedKey(db);
  if (stored !== null) return opened(stored);
  const { privateKey } = generateKeyPairSync("ed25519");
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const value = JSON.stringify({ private_key: seal(PURPOSE, pem) });
  await db.$executeRaw`
    INSERT INTO settings (key, value, updated_by, updated_at) VALUES (${KEY}, ${value}::jsonb, 'baton', now())
    ON CONFLICT (key) DO NOTHING`;
  // Another process may have been first.
  const first = await storedKey(db);
  return first === null ? null : opened(first);
}

async function storedKey(db: Queryable): Promise<string | null> {
  const [row] = await db.$queryRaw<{ sealed: string | null }[]>`
    SELECT value->>'private_key' AS sealed FROM settings WHERE key = ${KEY}`;
  return row ? (row.sealed ?? "") : null;
}

function opened(sealed: string): DeviceIdentity | null {
  let pem: string;
  try {
    pem = unseal(PURPOSE, sealed);
  } catch (error) {
    logger.error({ err: error }, "the device key of the OpenClaw gateway cannot be read");
    return null;
  }
  return identityOf(pem);
}

/** A device in the gateway's terms: its id is the fingerprint of its public key. */
export function identityOf(privateKeyPem: string): DeviceIdentity {
  const publicKey = createPublicKey(createPrivateKey(privateKeyPem));
  const publicKeyPem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const deviceId = createHash("sha256").update(rawPublicKey(publicKeyPem)).digest("hex");
  return { deviceId, privateKeyPem, publicKeyPem };
}

/** The two functions that the gateway's client expects from its host. */
export const deviceSigning = {
  signDevicePayload: (privateKeyPem: string, payload: string): string =>
    sign(null, Buffer.from(payload, "utf8"), privateKeyPem).toString("base64url"),
  publicKeyRawBase64UrlFromPem: (publicKeyPem: string): string =>
    rawPublicKey(publicKeyPem).toString("base64url"),
};

function rawPublicKey(publicKeyPem: string): Buffer {
  const der = createPublicKey(publicKeyPem).export({ type: "spki", format: "der" });
  return der.subarray(SPKI_PREFIX_BYTES);
}
