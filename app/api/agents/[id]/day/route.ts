import { findAgent } from "@/lib/agents/find";
import { daysOf } from "@/lib/agents/queries";
import { AgentPath } from "@/lib/agents/schema";
import { DayResponse } from "@/lib/agents/shapes";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "agents.day",
  summary: "Read what an agent did in the last 24 hours, in half hours",
  params: AgentPath,
  response: DayResponse,
  handle: async ({ ctx, params }) => {
    const { name } = await findAgent(ctx.db, params.id);
    const days = await daysOf(ctx, [name]);
    return ok({ slices: days(name) });
  },
});
