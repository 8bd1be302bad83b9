import { defineRoute } from "@/lib/api/route";
import { listServers, ServersResponse } from "@/lib/api/servers";
import { ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "servers.list",
  summary: "List the servers of this installation, with their versions and clocks",
  role: "operator",
  response: ServersResponse,
  handle: async ({ ctx }) => ok({ servers: await listServers(ctx) }),
});
