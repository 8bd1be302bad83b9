"use server";

import { type ActionResult, act } from "@/lib/api/action";
import { parse } from "@/lib/http/validate";
import { StandingAnswerPath } from "@/lib/requests/schema";
import type { StandingAnswerWire } from "@/lib/requests/shapes";
import { revokeStandingAnswer, standingAnswerToWire } from "@/lib/requests/standing";

/** Ends a standing answer: the next request like it waits for a person again. */
export async function revokeStandingAnswerAction(
  id: number,
): Promise<ActionResult<StandingAnswerWire>> {
  return act(async (ctx) => {
    const path = parse(StandingAnswerPath, { id: String(id) }, "standing answer");
    return standingAnswerToWire(await revokeStandingAnswer(ctx, path.id));
  });
}
