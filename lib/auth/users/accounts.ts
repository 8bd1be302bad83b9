import { z } from "zod";
import { Role } from "@/lib/auth/schema";
import { sealSession, signOutAll, startSession } from "@/lib/auth/sessions/sessions";
import { clientAddress } from "@/lib/auth/sign-in/client-address";
import { signInWithPassword } from "@/lib/auth/sign-in/sign-in";
import { type Actor, systemActor } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { notFound } from "@/lib/core/errors";
import { MAX_INT } from "@/lib/core/fields";
import { TextOrNull } from "@/lib/core/shapes";
import {
  createUser,
  disableUser,
  listUsers,
  setDisplayName,
  setPassword,
  setRole,
  type User,
} from "./users";

/** People as programs manage them that were written for other servers of this kind. The rules are those of `users.ts`. */

export const CreateAccount = z.strictObject({
  username: z.string(),
  password: z.string(),
  display_name: z.string().optional(),
  role: Role.default("operator"),
});
const id = z.number().int().positive().max(MAX_INT);
export const UpdateAccount = z.strictObject({
  id,
  display_name: z.string().optional(),
  role: Role.optional(),
  password: z.string().optional(),
});
export const DeleteAccount = z.strictObject({ id });
export const SignIn = z.strictObject({
  username: z.string().max(200),
  password: z.string().max(1_000),
});

const AccountShape = z
  .strictObject({
    id: z.int(),
    username: z.string(),
    display_name: z.string(),
    role: Role,
    email: TextOrNull,
    provider: z.literal("local"),
    workspace_id: z.literal(1),
    tenant_id: z.literal(1),
  })
  .meta({ id: "Account", description: "Who signs in or calls, as existing clients read it." });
type Account = z.output<typeof AccountShape>;
export const AccountResponse = z.strictObject({ user: AccountShape });
export const AccountsResponse = z.strictObject({ users: z.array(AccountShape) });
export const AccountRemoved = z.strictObject({ success: z.literal(true) });
export const WorkspacesResponse = z.strictObject({
  tenant_id: z.literal(1),
  active_workspace_id: z.literal(1),
  workspaces: z.array(z.strictObject({ id: z.literal(1), tenant_id: z.literal(1) })),
});

const ALONE = { provider: "local", workspace_id: 1, tenant_id: 1 } as const;
/** An installation is one workspace of one tenant. */
export const THE_WORKSPACE: z.output<typeof WorkspacesResponse> = {
  tenant_id: 1,
  active_workspace_id: 1,
  workspaces: [{ id: 1, tenant_id: 1 }],
};

const accountOf = (
  user: Pick<User, "id" | "username" | "displayName" | "role" | "email">,
): Account => ({
  id: user.id,
  username: user.username,
  display_name: user.displayName,
  role: user.role,
  email: user.email,
  ...ALONE,
});

/** The people who may sign in. */
export async function listAccounts(ctx: Context): Promise<Account[]> {
  const users = await listUsers(ctx);
  return users.filter(({ disabledAt }) => disabledAt === null).map(accountOf);
}

export async function createAccount(
  ctx: Context,
  input: z.output<typeof CreateAccount>,
): Promise<Account> {
  const { username, password, role } = input;
  const displayName = input.display_name ?? username;
  return accountOf(await createUser(ctx, { username, displayName, role, password }));
}

/** Sets the name that is shown, the role and the password, together or not at all. Fails with `not_found` for nobody's id. */
export async function updateAccount(
  ctx: Context,
  input: z.output<typeof UpdateAccount>,
): Promise<Account> {
  return ctx.transaction(async (tx) => {
    if (input.display_name !== undefined) await setDisplayName(tx, input.id, input.display_name);
    if (input.role !== undefined) await setRole(tx, input.id, input.role);
    if (input.password !== undefined) await setPassword(tx, input.id, { password: input.password });
    const user = (await listUsers(tx)).find((each) => each.id === input.id);
    if (!user) throw notFound("User");
    return accountOf(user);
  });
}

/** Lets nobody sign in as the user any more. The account stays, because its work and its verdicts name it. */
export async function removeAccount(ctx: Context, userId: number): Promise<void> {
  await disableUser(ctx, userId);
}

/** Who calls: a person, an agent by its own key, or a general key. */
export function callerAccount(actor: Actor): Account {
  if (actor.kind === "user") return accountOf({ ...actor, displayName: actor.name, email: null });
  const isAgent = actor.kind === "agent";
  return {
    id: isAgent || actor.kind === "key" ? -actor.keyId : 0,
    username: isAgent ? `agent:${actor.name}` : "api",
    display_name: actor.name,
    role: actor.role,
    email: null,
    ...ALONE,
  };
}

/** Signs in by password as the browser does; returns the sealed session for a cookie. Fails as `signInWithPassword` does. */
export async function signInAccount(
  caller: Context,
  input: z.output<typeof SignIn>,
  headers: Headers,
): Promise<{ account: Account; sealed: string }> {
  const ctx = caller.as(systemActor("sign-in"));
  const address = clientAddress(headers);
  const user = await signInWithPassword(ctx, { ...input, address });
  const userAgent = headers.get("user-agent");
  // As in startBrowserSession: the session that this client had before ends.
  await signOutAll(ctx, headers);
  const token = await startSession(ctx, user, { provider: "password", address, userAgent });
  return { account: accountOf(user), sealed: await sealSession(token) };
}
