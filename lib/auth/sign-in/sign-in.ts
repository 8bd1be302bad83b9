import { hashPassword, isOutdated, verifyPassword } from "@/lib/auth/passwords/passwords";
import { Email, Username } from "@/lib/auth/schema";
import type { Actor } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import type { UserModel } from "@/prisma/generated/models";
import { admit, forgive } from "./throttle";

export interface PasswordSignIn {
  username: string;
  password: string;
  /** The client's network address, or null where it is not known. */
  address: string | null;
}

/**
 * The user behind a username and password. Refuses with `unauthenticated` (the same for an unknown name and a wrong
 * password), with `forbidden` when the account is disabled, and with `rate_limited` after too many failures.
 */
export async function signInWithPassword(ctx: Context, input: PasswordSignIn): Promise<UserModel> {
  const username = input.username.trim().toLowerCase();
  const attempt = { username, address: input.address };
  await admit(ctx, attempt);
  const possible = Username.safeParse(username).success;
  const user = possible ? await ctx.db.user.findUnique({ where: { username } }) : null;
  if (!(await verifyPassword(user?.passwordHash ?? null, input.password)) || !user) {
    await recordFailedSignIn(ctx, user, input.address, "wrong_credentials");
    throw new DomainError("unauthenticated", "Wrong username or password", {
      fix: "check both, and that Caps Lock is off",
    });
  }
  await forgive(ctx, attempt);
  if (user.passwordHash && isOutdated(user.passwordHash)) {
    await ctx.db.user.update({
      where: { id: user.id, passwordHash: user.passwordHash },
      data: { passwordHash: await hashPassword(input.password) },
    });
  }
  return enter(ctx, user, "password", input.address);
}

/**
 * The user whose e-mail address GitHub or Google has verified. Nobody signs up by signing in: without exactly one such
 * user it refuses with `forbidden`.
 */
export async function signInWithEmail(
  ctx: Context,
  input: { email: string; provider: string; address: string | null },
): Promise<UserModel> {
  const email = Email.safeParse(input.email).data;
  const users = email ? await ctx.db.user.findMany({ where: { email }, take: 2 }) : [];
  const [user] = users;
  if (!user || users.length > 1) {
    await recordFailedSignIn(ctx, null, input.address, "no_account");
    throw new DomainError("forbidden", "No account of this installation has that e-mail address", {
      fix: "ask an admin to add your e-mail address to your account",
      reason: "no_account",
    });
  }
  return enter(ctx, user, input.provider, input.address);
}

type Entering = Pick<UserModel, "id" | "username" | "displayName" | "role" | "disabledAt">;

/** Lets a proven user in, unless disabled, and says so in the log of events. */
export async function enter(
  ctx: Context,
  user: Entering,
  provider: string,
  address: string | null,
): Promise<UserModel> {
  if (user.disabledAt) {
    await recordFailedSignIn(ctx, user, address, "disabled");
    throw new DomainError("forbidden", "This account is disabled", {
      fix: "ask an admin to enable it",
      reason: "disabled",
    });
  }
  return ctx.transaction(async (tx) => {
    const entered = await tx.db.user.update({
      where: { id: user.id },
      data: { lastLoginAt: ctx.clock.now() },
    });
    await record(tx.as(userActor(user)), {
      type: "auth.signed_in",
      data: { id: user.id, username: user.username, provider, address },
    });
    return entered;
  });
}

/** Does not store what was typed as an unknown username, because it may be a password. */
export async function recordFailedSignIn(
  ctx: Context,
  user: Pick<UserModel, "id" | "username"> | null,
  address: string | null,
  reason: "wrong_credentials" | "disabled" | "no_account",
): Promise<void> {
  await ctx.transaction((tx) =>
    record(tx, {
      type: "auth.sign_in_failed",
      data: { id: user?.id ?? null, username: user?.username ?? null, reason, address },
    }),
  );
}

function userActor(user: Entering): Actor {
  return {
    kind: "user",
    id: user.id,
    name: user.displayName,
    username: user.username,
    role: user.role,
  };
}
