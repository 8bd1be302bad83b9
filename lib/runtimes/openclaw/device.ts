import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
} from "node:crypto";
import type { DeviceIdentity } from "@openclaw/gateway-client";
import type { Queryable } from "@/lib/core/database";
import { seal, unseal } from "@/lib/core/seal";

const KEY = "runtime.openclaw.device";
const PURPOSE = "openclaw-device";
/** What comes before the 32 bytes of an Ed25519 key in its DER form (RFC 8410). */
const SPKI_PREFIX_BYTES = 12;

/**
 * What this installation signs with where a gateway asks for a device: an Ed25519 key, made once and kept sealed. One that
 * this installation's secret does not open is replaced, and the new device has to be approved. Index: settings_pkey.
 */
export async function deviceIdentity(db: Queryable): Promise<DeviceIdentity> {
  const stored = await storedIdentity(db);
  if (stored) return stored;
  const { privateKey } = generateKeyPairSync("ed25519");
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const value = JSON.stringify({ private_key: seal(PURPOSE, pem) });
  await db.$executeRaw`
    INSERT INTO settings (key, value, updated_by, updated_at) VALUES (${KEY}, ${value}::jsonb, 'baton', now())
    ON CONFLICT (key) DO NOTHING`;
  const first = await storedIdentity(db);
  if (first) return first;
  await db.$executeRaw`UPDATE settings SET value = ${value}::jsonb, updated_at = now() WHERE key = ${KEY}`;
  return identityOf(pem);
}

async function storedIdentity(db: Queryable): Promise<DeviceIdentity | null> {
  const [row] = await db.$queryRaw<{ value: { private_key: string } }[]>`
    SELECT value FROM settings WHERE key = ${KEY}`;
  if (!row) return null;
  try {
    return identityOf(unseal(PURPOSE, row.value.private_key));
  } catch {
    return null;
  }
}

/** A device as the gateway knows it: its id is the fingerprint of its public key. */
export function identityOf(privateKeyPem: string): DeviceIdentity {
  const publicKey = createPublicKey(createPrivateKey(privateKeyPem));
  const publicKeyPem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const deviceId = createHash("sha256").update(rawPublicKey(publicKeyPem)).digest("hex");
  return { deviceId, privateKeyPem, publicKeyPem };
}

/** The two things that the gateway's client leaves to its host. */
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
