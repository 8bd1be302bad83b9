import { randomBytes } from "node:crypto";
import { requireProof } from "@/lib/auth/sessions/proof";
import type { Context, TxContext } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { seal, unseal } from "@/lib/core/seal";
import { record } from "@/lib/events/append";
import { lockWebhook } from "./row";
import type { RotateSecret } from "./schema";

const PURPOSE = "webhook-secret";
const SECRET_BYTES = 24;
const HINT_CHARACTERS = 4;
/** As many secrets sign a message at most: the newest ones. Older ones end when another is made. */
const MAX_VALID = 3;

/** Stores a new secret, sealed, and returns it in the clear, this once. */
export async function addSecret(tx: TxContext, webhookId: number): Promise<string> {
  const secret = `whsec_${randomBytes(SECRET_BYTES).toString("base64")}`;
  await tx.db.webhookSecret.create({
    data: { webhookId, sealed: seal(PURPOSE, secret), hint: secret.slice(-HINT_CHARACTERS) },
  });
  return secret;
}

/** The secrets that are valid now, newest first. Null when one cannot be read with this installation's secret. */
export async function validSecrets(db: Queryable, webhookId: number): Promise<string[] | null> {
  // Index: webhook_secrets_webhook_id_id_idx.
  const rows = await db.$queryRaw<{ sealed: string }[]>`
    SELECT sealed FROM webhook_secrets
    WHERE webhook_id = ${webhookId} AND (expires_at IS NULL OR expires_at > clock_timestamp())
    ORDER BY id DESC LIMIT ${MAX_VALID}`;
  const secrets = rows.flatMap(({ sealed }) => opened(sealed) ?? []);
  return secrets.length > 0 && secrets.length === rows.length ? secrets : null;
}

function opened(sealed: string): string | null {
  try {
    return unseal(PURPOSE, sealed);
  } catch {
    return null;
  }
}

/**
 * Gives a webhook a new secret and returns it, this once. The earlier ones stay valid for `keep_old_hours`, so that messages
 * carry both signatures until the receiver knows the new one.
 */
export async function rotateSecret(
  ctx: Context,
  id: number,
  { keep_old_hours }: RotateSecret,
): Promise<{ secret: string; oldExpiresAt: Date | null }> {
  return ctx.transaction(async (tx) => {
    const webhook = await lockWebhook(tx, id);
    await requireProof(tx);
    const [kept] = await tx.db.$queryRaw<{ until: Date | null }[]>`
      WITH kept AS (
        UPDATE webhook_secrets
        SET expires_at = LEAST(expires_at, clock_timestamp() + ${keep_old_hours}::int * interval '1 hour')
        WHERE webhook_id = ${id} AND (expires_at IS NULL OR expires_at > clock_timestamp()) RETURNING expires_at)
      SELECT max(expires_at) AS until FROM kept`;
    await tx.db.$executeRaw`
      DELETE FROM webhook_secrets s WHERE webhook_id = ${id} AND (expires_at <= clock_timestamp()
        OR ${MAX_VALID - 1} <= (SELECT count(*) FROM webhook_secrets n WHERE n.webhook_id = ${id} AND n.id > s.id))`;
    const secret = await addSecret(tx, id);
    await record(tx, {
      type: "webhook.updated",
      projectId: webhook.projectId,
      data: { id, name: webhook.name, changed: ["secret"] },
    });
    return { secret, oldExpiresAt: keep_old_hours === 0 ? null : (kept?.until ?? null) };
  });
}
