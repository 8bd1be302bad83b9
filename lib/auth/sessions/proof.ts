import { checkOwnPassword } from "@/lib/auth/passwords/own-password";
import { config } from "@/lib/core/config";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { PROOF_REQUIRED, SIGN_IN_AGAIN } from "./proof-reasons";
import { personOf } from "./sessions";

/**
 * Fails with `forbidden` if the person has not signed in or entered the password recently in this session, so that somebody who finds a
 * browser signed in cannot gain lasting power. Does not apply to keys and to Baton itself, which have no session.
 */
export async function requireProof(ctx: Context): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "user") return;
  // Indexes: sessions_pkey, users_pkey.
  const [state] = await ctx.db.$queryRaw<{ proven: boolean; has_password: boolean }[]>`
    SELECT u.password_hash IS NOT NULL AS has_password,
      coalesce(s.proven_at > clock_timestamp() - ${config.proofMinutes}::float8 * interval '1 minute', false) AS proven
    FROM users u LEFT JOIN sessions s ON s.user_id = u.id AND s.id = ${actor.sessionId ?? null}
    WHERE u.id = ${actor.id}`;
  if (state?.proven) return;
  throw new DomainError("forbidden", "This takes a fresh proof that it is you", {
    fix: state?.has_password
      ? "give your password again in the browser, or sign out and in again"
      : "sign out and in again with GitHub or Google",
    reason: state?.has_password ? PROOF_REQUIRED : SIGN_IN_AGAIN,
  });
}

/** Takes the password as proof for this session. Fails with `invalid` for a wrong one and `rate_limited` after too many. */
export async function proveByPassword(
  ctx: Context,
  input: { password: string; address: string | null },
): Promise<void> {
  const person = personOf(ctx);
  const hasPassword = await checkOwnPassword(ctx, person, input);
  if (!hasPassword) {
    throw new DomainError("conflict", "Your account has no password", {
      fix: "sign out and in again with GitHub or Google",
    });
  }
  await ctx.db.$executeRaw`
    UPDATE sessions SET proven_at = clock_timestamp()
    WHERE id = ${person.sessionId ?? null} AND user_id = ${person.id}`;
}
