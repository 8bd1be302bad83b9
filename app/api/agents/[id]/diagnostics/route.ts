import { agentDiagnostics, DiagnosticsQuery, DiagnosticsResponse } from "@/lib/agents/inspect";
import { AgentPath } from "@/lib/agents/schema";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "agents.diagnostics",
  summary: "Read figures on an agent's work, errors and tokens; for itself, or privileged admins",
  params: AgentPath,
  query: DiagnosticsQuery,
  response: DiagnosticsResponse,
  handle: async ({ ctx, params, query }) => ok(await agentDiagnostics(ctx, params.id, query)),
});
