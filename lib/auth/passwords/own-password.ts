import { recordFailedSignIn } from "@/lib/auth/sign-in/sign-in";
import { admit, forgive } from "@/lib/auth/sign-in/throttle";
import type { Context } from "@/lib/core/context";
import { invalid } from "@/lib/core/errors";
import { verifyPassword } from "./passwords";

/**
 * Checks the password that a signed-in person enters again; false if their account has none. Wrong ones count as failed sign-ins, so
 * that nobody can guess passwords in a browser left open. Fails with `invalid` for a wrong password, and with `rate_limited`.
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
