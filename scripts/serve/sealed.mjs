import { createDecipheriv, hkdfSync } from "node:crypto";

/** How sealed text begins (lib/core/seal.ts). */
export const mark = "sealed1:";

/**
 * Everything that is stored sealed with the installation's secret: the one list of it. A start of an installation without a fingerprint
 * checks that the secret opens all of it, and a new secret takes away what it does not open. sealed.test.mjs compares the list with the
 * calls of `seal` and with the schema.
 */

/**
 * Sealed fields of settings, by the setting's key. `lost` is what becomes of a field that the secret does not open: the whole setting
 * goes when it is nothing without it, the field goes, or it becomes null.
 * @type {{ key: RegExp, field: string, purpose: string, lost: "setting" | "field" | "null" }[]}
 */
export const sealedSettings = [
  {
    key: /^runtime\.openclaw\.device$/,
    field: "private_key",
    purpose: "openclaw-device",
    lost: "setting",
  },
  { key: /^runtime\./, field: "api_key", purpose: "runtime-key", lost: "field" },
  { key: /^notifications\.email$/, field: "password", purpose: "smtp-password", lost: "null" },
  // Browsers subscribed for the public key beside it: new ones are made when they are needed.
  { key: /^push\.vapid_keys$/, field: "private_key", purpose: "push-vapid", lost: "setting" },
];

/**
 * Sealed columns of tables. `owner` names the row in words, by a query over the row `s`; `forget` is the statement that takes away what
 * the ids in $1 have, so that nothing stays that nobody can read.
 * @type {{ table: string, column: string, purpose: string, owner: string, forget: string }[]}
 */
export const sealedColumns = [
  {
    table: "webhook_secrets",
    column: "sealed",
    purpose: "webhook-secret",
    owner:
      "SELECT 'the secret of the webhook ' || w.name FROM webhooks w WHERE w.id = s.webhook_id",
    forget: "DELETE FROM webhook_secrets WHERE id = ANY($1)",
  },
  {
    table: "trigger_secrets",
    column: "sealed",
    purpose: "trigger-secret",
    owner:
      "SELECT 'the secret of the trigger ' || t.name FROM triggers t WHERE t.id = s.trigger_id",
    forget: "DELETE FROM trigger_secrets WHERE id = ANY($1)",
  },
  {
    table: "notification_channels",
    column: "sealed",
    purpose: "notification-channel",
    owner:
      "SELECT 'the address of the notification channel ' || s.name || ' of ' || u.username FROM users u WHERE u.id = s.user_id",
    // It stays, so that rules go on naming it, and is off until its person enters the address again.
    forget: `UPDATE notification_channels SET sealed = '', enabled = false, disabled_reason = 'gone', next_attempt_at = NULL,
      last_error = 'its address was sealed with a secret that is lost: enter it again', updated_at = now() WHERE id = ANY($1)`,
  },
];

/** Sealed for a day: removed with every change of the secret, and never checked. */
export const sealedForADay = { table: "idempotency_keys", column: "body", purpose: "idempotency" };

/**
 * Whether the secret opens what was sealed for this purpose. Text that was never sealed is open.
 * @param {string} secret @param {string} purpose @param {string} sealed
 */
export function opens(secret, purpose, sealed) {
  if (!sealed.startsWith(mark)) return true;
  const bytes = Buffer.from(sealed.slice(mark.length), "base64");
  const key = Buffer.from(hkdfSync("sha256", secret, "", `baton:${purpose}`, 32));
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    decipher.update(bytes.subarray(28));
    decipher.final();
    return true;
  } catch {
    return false;
  }
}
