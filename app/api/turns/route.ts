import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { TurnsQuery } from "@/lib/turns/schema";
import { TurnStatusResponse } from "@/lib/turns/shapes";
import { isIdle, turnsWithin } from "@/lib/turns/wait";

export const GET = defineRoute({
  id: "turns.status",
  summary:
    "Read what agents are asked and have answered, and with wait the moment all of it has ended",
  query: TurnsQuery,
  response: TurnStatusResponse,
  longLived: true,
  handle: async ({ ctx, query, request, caller }) => {
    const filter = { agents: query.agents, fanId: query.fan_id };
    const waiting = { seconds: query.wait, signal: request.signal, caller };
    const agents = await turnsWithin(ctx, filter, waiting);
    return ok({ agents, idle: isIdle(agents) });
  },
});
