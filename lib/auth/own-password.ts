import type { Context } from "@/lib/core/context";
import { invalid } from "@/lib/core/errors";
import { verifyPassword } from "./passwords";
import { recordFailedSignIn } from "./sign-in";
import { admit, forgive } from "./throttle";

/**
 * Checks the password that a signed-in person gives again; false when their account has none. It counts with the sign-ins,
 * so that a browser found open cannot be used to guess. Fails with `invalid` and with `rate_limited`.
 */
export async function checkOwnPassword(
  ctx: Context,
  person: { id: number; username: string },
  { password, address }: { password: string; address: string | null },
): Promise<boolean> {
  const user = await ctx.db.user.findUnique({
    where: { id: person.id },
    select: { passwordHash: true },
  });
  if (!user?.passwordHash) return false;
  const attempt = { username: person.username, address };
  await admit(ctx, attempt);
  if (!(await verifyPassword(user.passwordHash, password))) {
    await recordFailedSignIn(ctx, person, address, "wrong_credentials");
    throw invalid("current_password", "is not your password");
  }
  await forgive(ctx, attempt);
  return true;
}
