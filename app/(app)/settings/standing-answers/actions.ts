"use server";

import { type ActionResult, act } from "@/lib/api/action";
import { RowId } from "@/lib/core/fields";
import { parse } from "@/lib/http/validate";
import { CreateStandingAnswer } from "@/lib/requests/schema";
import type { StandingAnswerWire } from "@/lib/requests/shapes";
import {
  createStandingAnswer,
  revokeStandingAnswer,
  standingAnswerToWire,
} from "@/lib/requests/standing";

/** Answers every permission for a tool from now on. */
export async function createStandingAnswerAction(
  input: CreateStandingAnswer,
): Promise<ActionResult<StandingAnswerWire>> {
  return act(async (ctx) =>
    standingAnswerToWire(
      await createStandingAnswer(ctx, parse(CreateStandingAnswer, input, "call")),
    ),
  );
}

/** Ends a standing answer: the next request like it waits for a person again. */
export async function revokeStandingAnswerAction(
  id: number,
): Promise<ActionResult<StandingAnswerWire>> {
  return act(async (ctx) => {
    const known = parse(RowId, id, "standing answer");
    return standingAnswerToWire(await revokeStandingAnswer(ctx, known));
  });
}
