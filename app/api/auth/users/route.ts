import { defineRoute } from "@/lib/api/route";
import {
  AccountRemoved,
  AccountResponse,
  AccountsResponse,
  CreateAccount,
  createAccount,
  DeleteAccount,
  listAccounts,
  removeAccount,
  UpdateAccount,
  updateAccount,
} from "@/lib/auth/users/accounts";
import { created, ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "accounts.list",
  summary: "List the people who may sign in, as existing clients read them",
  role: "admin",
  response: AccountsResponse,
  handle: async ({ ctx }) => ok({ users: await listAccounts(ctx) }),
});

export const POST = defineRoute({
  id: "accounts.create",
  summary: "Let somebody sign in with a name and a password",
  role: "admin",
  body: CreateAccount,
  response: AccountResponse,
  status: 201,
  handle: async ({ ctx, body }) => created({ user: await createAccount(ctx, body) }),
});

export const PUT = defineRoute({
  id: "accounts.update",
  summary: "Set a person's role or password",
  role: "admin",
  body: UpdateAccount,
  response: AccountResponse,
  handle: async ({ ctx, body }) => ok({ user: await updateAccount(ctx, body) }),
});

export const DELETE = defineRoute({
  id: "accounts.remove",
  summary: "Let a person sign in no more",
  role: "admin",
  body: DeleteAccount,
  response: AccountRemoved,
  handle: async ({ ctx, body }) => {
    await removeAccount(ctx, body.id);
    return ok({ success: true });
  },
});
