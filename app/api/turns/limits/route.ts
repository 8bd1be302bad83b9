import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { getTurnLimits, setTurnLimits } from "@/lib/turns/limits";
import { SetTurnLimits } from "@/lib/turns/schema";
import { TurnLimitsShape } from "@/lib/turns/shapes";

export const GET = defineRoute({
  id: "turns.limits",
  summary: "Read how many turns may wait for an agent, and how deep and wide runs may open others",
  response: TurnLimitsShape,
  handle: async ({ ctx }) => ok(await getTurnLimits(ctx)),
});

export const PUT = defineRoute({
  id: "turns.set_limits",
  summary:
    "Change how many turns may wait for an agent, and how deep and wide runs may open others",
  role: "admin",
  body: SetTurnLimits,
  response: TurnLimitsShape,
  handle: async ({ ctx, body }) => ok(await setTurnLimits(ctx, body)),
});
