import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { StandingAnswerPath } from "@/lib/requests/schema";
import { StandingAnswerResponse } from "@/lib/requests/shapes";
import { revokeStandingAnswer, standingAnswerToWire } from "@/lib/requests/standing";

export const DELETE = defineRoute({
  id: "standing_answers.revoke",
  summary: "Revoke a standing answer: the next permission like it is asked for again",
  role: "operator",
  params: StandingAnswerPath,
  response: StandingAnswerResponse,
  handle: async ({ ctx, params }) =>
    ok({ standing_answer: standingAnswerToWire(await revokeStandingAnswer(ctx, params.id)) }),
});
