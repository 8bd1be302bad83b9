import { randomBytes } from "node:crypto";
import { requireProof } from "@/lib/auth/sessions/proof";
import type { Context, TxContext } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { seal, unseal } from "@/lib/core/seal";
import { record } from "@/lib/events/append";
import { lockTrigger } from "./row";
import type { RotateTriggerSecret } from "./schema";

const PURPOSE = "trigger-secret";
const SECRET_BYTES = 24;
const HINT_CHARACTERS = 4;
/** As many secrets are accepted at most: the newest ones. Older ones end when another is made. */
const MAX_VALID = 3;

/** Stores a new secret, sealed, and returns it in the clear, this once. */
export async function addTriggerSecret(tx: TxContext, triggerId: number): Promise<string> {
  const secret = `whsec_${randomBytes(SECRET_BYTES).toString("base64")}`;
  await tx.db.triggerSecret.create({
    data: { triggerId, sealed: seal(PURPOSE, secret), hint: secret.slice(-HINT_CHARACTERS) },
  });
  return secret;
}

/** The secrets that are valid now, newest first. Those that cannot be read with this installation's secret are left out. */
export async function validTriggerSecrets(db: Queryable, triggerId: number): Promise<string[]> {
  // Index: trigger_secrets_trigger_id_id_idx.
  const rows = await db.$queryRaw<{ sealed: string }[]>`
    SELECT sealed FROM trigger_secrets
    WHERE trigger_id = ${triggerId} AND (expires_at IS NULL OR expires_at > clock_timestamp())
    ORDER BY id DESC LIMIT ${MAX_VALID}`;
  return rows.flatMap(({ sealed }) => opened(sealed) ?? []);
}

/** Whether one of them can be read with this installation's secret: without any, no message is taken. */
export const areReadable = (secrets: readonly { sealed: string }[]): boolean =>
  secrets.some(({ sealed }) => opened(sealed) !== null);

function opened(sealed: string): string | null {
  try {
    return unseal(PURPOSE, sealed);
  } catch {
    return null;
  }
}

/**
 * Gives a hook a new secret and returns it, this once. What is signed with the earlier ones is accepted for `keep_old_hours`, so that
 * the sender can change over without losing a message.
 */
export async function rotateTriggerSecret(
  ctx: Context,
  ref: string,
  { keep_old_hours }: RotateTriggerSecret,
): Promise<{ secret: string; oldExpiresAt: Date | null }> {
  return ctx.transaction(async (tx) => {
    const trigger = await lockTrigger(tx, ref);
    const { id, name, projectId } = trigger;
    if (trigger.token === null) {
      throw new DomainError("conflict", `${name} is no hook and has no secret`, {
        fix: "nothing is sent to it: it watches what happens here",
      });
    }
    await requireProof(tx);
    const [kept] = await tx.db.$queryRaw<{ until: Date | null }[]>`
      WITH kept AS (
        UPDATE trigger_secrets
        SET expires_at = LEAST(expires_at, clock_timestamp() + ${keep_old_hours}::int * interval '1 hour')
        WHERE trigger_id = ${id} AND (expires_at IS NULL OR expires_at > clock_timestamp()) RETURNING expires_at)
      SELECT max(expires_at) AS until FROM kept`;
    await tx.db.$executeRaw`
      DELETE FROM trigger_secrets s WHERE trigger_id = ${id} AND (expires_at <= clock_timestamp()
        OR ${MAX_VALID - 1} <= (SELECT count(*) FROM trigger_secrets n WHERE n.trigger_id = ${id} AND n.id > s.id))`;
    const secret = await addTriggerSecret(tx, id);
    await record(tx, {
      type: "trigger.updated",
      projectId,
      data: { trigger: { id, name }, changed: ["secret"] },
    });
    return { secret, oldExpiresAt: keep_old_hours === 0 ? null : (kept?.until ?? null) };
  });
}
