import { checkOwnPassword } from "@/lib/auth/passwords/own-password";
import { hashPassword } from "@/lib/auth/passwords/passwords";
import { authorize } from "@/lib/auth/permissions";
import { DisplayName, NewPassword, NewUser, Role as RoleSchema } from "@/lib/auth/schema";
import { requireProof } from "@/lib/auth/sessions/proof";
import { endSessionsOf } from "@/lib/auth/sessions/sessions";
import type { Actor, Role } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import type { Prisma } from "@/lib/core/database";
import { DomainError, invalid, notFound } from "@/lib/core/errors";
import { lockNamed } from "@/lib/core/locks";
import { record } from "@/lib/events/append";
import { parse } from "@/lib/http/validate";

const VISIBLE = {
  id: true,
  username: true,
  displayName: true,
  email: true,
  role: true,
  sessionEpoch: true,
  disabledAt: true,
  lastLoginAt: true,
  createdAt: true,
} as const satisfies Prisma.UserSelect;

/** A user without the password's hash. */
export type User = Prisma.UserGetPayload<{ select: typeof VISIBLE }>;

export async function listUsers(ctx: Context): Promise<User[]> {
  authorize(ctx.actor, "user.manage");
  return ctx.db.user.findMany({ select: VISIBLE, orderBy: { username: "asc" } });
}

/** Creates a user. Refuses with `conflict` when the username or the e-mail address is taken. */
export async function createUser(ctx: Context, input: NewUser): Promise<User> {
  authorize(ctx.actor, "user.manage");
  const user = parse(NewUser, input, "user");
  if (!user.password && !user.email) {
    throw invalid("password", "is required unless the user signs in by e-mail address", {
      fix: "give a password, or the e-mail address of the user's GitHub or Google account",
    });
  }
  await requireProof(ctx);
  const passwordHash = user.password ? await hashPassword(user.password) : null;
  return ctx.transaction((tx) => insertUser(tx, { ...user, passwordHash }));
}

interface UserRow {
  username: string;
  displayName: string;
  role: Role;
  email?: string | null;
  passwordHash: string | null;
}

/** Inserts a checked user with its event, in the caller's transaction. */
export async function insertUser(tx: TxContext, row: UserRow): Promise<User> {
  // One at a time, so that two submits of the same form cannot both find the name free.
  await lockNamed(tx.db, "users");
  if (await tx.db.user.findUnique({ where: { username: row.username }, select: { id: true } })) {
    throw taken("username", row.username);
  }
  if (
    row.email &&
    (await tx.db.user.findFirst({ where: { email: row.email }, select: { id: true } }))
  ) {
    throw taken("email", row.email);
  }
  const now = tx.clock.now();
  const user = await tx.db.user.create({
    data: {
      username: row.username,
      displayName: row.displayName,
      role: row.role,
      email: row.email ?? null,
      passwordHash: row.passwordHash,
      createdAt: now,
      updatedAt: now,
    },
    select: VISIBLE,
  });
  await record(tx, {
    type: "auth.user_created",
    data: { id: user.id, username: user.username, role: user.role },
  });
  return user;
}

function taken(field: "username" | "email", value: string): DomainError {
  return new DomainError("conflict", `${value} is already in use`, {
    fix: "choose another",
    problems: [{ field, rule: "is already in use" }],
  });
}

export interface SetPassword {
  password: string;
  /** Asked of a person who changes their own. */
  currentPassword?: string;
  /** The client's network address, for the count of wrong passwords. */
  address?: string | null;
}

/**
 * Sets a new password and signs the user out everywhere. A person changes their own by giving the current one, or sets
 * their first soon after the sign-in; an admin sets anyone else's. Fails with `invalid`, and `rate_limited` after too many
 * wrong ones.
 */
export async function setPassword(ctx: Context, userId: number, input: SetPassword): Promise<User> {
  const { actor } = ctx;
  if (!isSelf(actor, userId)) authorize(actor, "user.manage");
  const user = await ctx.db.user.findUnique({ where: { id: userId }, select: { username: true } });
  if (!user) throw notFound("User");
  const { username } = user;
  const { password } = parse(NewPassword, { username, password: input.password }, "user");
  const current = { password: input.currentPassword ?? "", address: input.address ?? null };
  const isProven =
    isSelf(actor, userId) && (await checkOwnPassword(ctx, { id: userId, username }, current));
  if (!isProven) await requireProof(ctx);
  const passwordHash = await hashPassword(password);
  return ctx.transaction((tx) => changeAndSignOut(tx, userId, "password", { passwordHash }));
}

/** Changes the name that others see; the username stays. */
export async function setDisplayName(ctx: Context, userId: number, name: string): Promise<User> {
  authorize(ctx.actor, "user.manage");
  const displayName = parse(DisplayName, name, "display_name");
  await requireProof(ctx);
  return ctx.transaction((tx) => change(tx, userId, "display_name", { displayName }));
}

/** Changes the role, from the next request on. Refuses to leave the installation without an admin. */
export async function setRole(ctx: Context, userId: number, role: Role): Promise<User> {
  authorize(ctx.actor, "user.manage");
  const checked = parse(RoleSchema, role, "role");
  await requireProof(ctx);
  return ctx.transaction(async (tx) => {
    if (checked !== "admin") await mustNotBeLastAdmin(tx, userId);
    return change(tx, userId, "role", { role: checked });
  });
}

/** Ends the user's sessions and lets nobody sign in as them. Refuses to leave the installation without an admin. */
export async function disableUser(ctx: Context, userId: number): Promise<User> {
  authorize(ctx.actor, "user.manage");
  await requireProof(ctx);
  return ctx.transaction(async (tx) => {
    await mustNotBeLastAdmin(tx, userId);
    return changeAndSignOut(tx, userId, "disabled", { disabledAt: ctx.clock.now() });
  });
}

export async function enableUser(ctx: Context, userId: number): Promise<User> {
  authorize(ctx.actor, "user.manage");
  await requireProof(ctx);
  return ctx.transaction((tx) => change(tx, userId, "enabled", { disabledAt: null }));
}

/** Ends every session of the user, on every device. */
export async function signOutEverywhere(ctx: Context, userId: number): Promise<User> {
  if (!isSelf(ctx.actor, userId)) {
    authorize(ctx.actor, "user.manage");
    await requireProof(ctx);
  }
  return ctx.transaction((tx) => changeAndSignOut(tx, userId, "sessions", {}));
}

function isSelf(actor: Actor, userId: number): boolean {
  return actor.kind === "user" && actor.id === userId;
}

type Changed = "password" | "display_name" | "role" | "disabled" | "enabled" | "sessions";

/** Also ends the user's sessions; the epoch ends those that a sign-in under way is about to begin. */
async function changeAndSignOut(
  tx: TxContext,
  userId: number,
  what: Changed,
  data: Prisma.UserUpdateInput,
): Promise<User> {
  const user = await change(tx, userId, what, { ...data, sessionEpoch: { increment: 1 } });
  await endSessionsOf(tx, userId);
  return user;
}

async function change(
  tx: TxContext,
  userId: number,
  what: Changed,
  data: Prisma.UserUpdateInput,
): Promise<User> {
  const found = await tx.db.user.findUnique({ where: { id: userId }, select: { id: true } });
  if (!found) throw notFound("User");
  const user = await tx.db.user.update({
    where: { id: userId },
    data: { ...data, updatedAt: tx.clock.now() },
    select: VISIBLE,
  });
  await record(tx, {
    type: "auth.user_updated",
    data: { id: user.id, username: user.username, changed: what, role: user.role },
  });
  return user;
}

/** Locks the admins, so that two of them cannot remove each other at the same moment. */
async function mustNotBeLastAdmin(tx: TxContext, userId: number): Promise<void> {
  const admins = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT id FROM users WHERE role = 'admin' AND disabled_at IS NULL ORDER BY id FOR UPDATE`;
  if (admins.length === 1 && admins[0]?.id === userId) {
    throw new DomainError("conflict", "This is the last admin", {
      fix: "make somebody else an admin first",
    });
  }
}
