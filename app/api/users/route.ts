import { defineRoute } from "@/lib/api/route";
import { UsersResponse, userToWire } from "@/lib/auth/users/user-wire";
import { listUsers } from "@/lib/auth/users/users";
import { ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "users.list",
  summary: "List the people who may sign in, by username",
  role: "admin",
  response: UsersResponse,
  handle: async ({ ctx }) => ok({ users: (await listUsers(ctx)).map(userToWire) }),
});
