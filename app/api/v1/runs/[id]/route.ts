import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { ClientRunPath, ClientRunResponse } from "@/lib/mission-control/run-shapes";
import { ofRunProtocol, readClientRun } from "@/lib/mission-control/runs";

export const GET = defineRoute({
  id: "client_runs.read",
  summary: "Read one run in the shape of the agent run protocol",
  params: ClientRunPath,
  response: ClientRunResponse,
  handle: async ({ ctx, params }) =>
    ofRunProtocol(ok({ run: await readClientRun(ctx, params.id) })),
});
