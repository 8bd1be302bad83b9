import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { updateWebhook } from "./change";
import { retryNow } from "./redeliver";
import { type PutWebhook, RotateSecret } from "./schema";
import { rotateSecret } from "./secrets";

/** A change as existing clients send it: several at once, all or none. Returns the new secret if one was asked for. */
export async function putWebhook(
  ctx: Context,
  { id, regenerate_secret, reset_circuit, ...change }: z.output<typeof PutWebhook>,
): Promise<{ secret: string | null }> {
  return ctx.transaction(async (tx) => {
    await updateWebhook(tx, id, change);
    if (reset_circuit) await retryNow(tx, id);
    if (!regenerate_secret) return { secret: null };
    return rotateSecret(tx, id, RotateSecret.parse({}));
  });
}

/** How receivers check the signature that existing ones know; docs/webhooks.md has the standard one. */
export const VERIFY_DOCS = {
  algorithm: "HMAC-SHA256",
  header: "X-MC-Signature",
  format: "sha256=<hex-digest>",
  description:
    "Messages carry two signatures. webhook-signature follows Standard Webhooks: prefer it, because it covers the id and the time and stays valid while a secret is rotated. X-MC-Signature is the HMAC-SHA256 of the raw body with the newest secret, as Mission Control sends it.",
  verification_steps: [
    "1. Extract the raw request body as a UTF-8 string (do NOT parse JSON first).",
    "2. Read the X-MC-Signature header value.",
    "3. Compute HMAC-SHA256 of the raw body using your webhook secret, with its whsec_ prefix.",
    "4. Format the expected value as: sha256=<hex-digest>",
    "5. Compare the computed value with the header using a constant-time comparison.",
    "6. Reject the request if they do not match.",
  ],
  example_nodejs: `const crypto = require('crypto');

function verifySignature(secret, rawBody, signatureHeader) {
  const expected = 'sha256=' + crypto.createHmac('sha256', secret).update(rawBody).digest('hex');
  const sigBuf = Buffer.from(signatureHeader);
  const expBuf = Buffer.from(expected);
  if (sigBuf.length !== expBuf.length) return false;
  return crypto.timingSafeEqual(sigBuf, expBuf);
}`,
} as const;
