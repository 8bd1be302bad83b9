import { AgentPath } from "@/lib/agents/schema";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { resultOfAgent } from "@/lib/turns/result";
import { TurnResultQuery } from "@/lib/turns/schema";
import { TurnResultResponse } from "@/lib/turns/shapes";

export const GET = defineRoute({
  id: "turns.result",
  summary: "Read the answer of an agent's latest turn, or why there is none",
  params: AgentPath,
  query: TurnResultQuery,
  response: TurnResultResponse,
  handle: async ({ ctx, params, query }) => ok(await resultOfAgent(ctx, params.id, query.run_id)),
});
