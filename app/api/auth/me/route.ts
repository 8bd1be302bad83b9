import { defineRoute } from "@/lib/api/route";
import { AccountResponse, callerAccount } from "@/lib/auth/users/accounts";
import { ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "accounts.me",
  summary: "Who is calling: a person, an agent or a key",
  response: AccountResponse,
  handle: ({ ctx }) => ok({ user: callerAccount(ctx.actor) }),
});
