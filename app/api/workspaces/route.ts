import { defineRoute } from "@/lib/api/route";
import { THE_WORKSPACE, WorkspacesResponse } from "@/lib/auth/users/accounts";
import { ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "workspaces.list",
  summary: "List the workspaces: there is one",
  response: WorkspacesResponse,
  handle: () => ok(THE_WORKSPACE),
});
