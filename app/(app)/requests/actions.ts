"use server";

import { type ActionResult, act } from "@/lib/api/action";
import { RowId } from "@/lib/core/fields";
import { parse } from "@/lib/http/validate";
import { answerRequest, withdrawRequest } from "@/lib/requests/answer";
import { requestToWire } from "@/lib/requests/row";
import { AnswerBody, WithdrawBody } from "@/lib/requests/schema";
import type { RequestWire } from "@/lib/requests/shapes";

/** Answers a request, if nobody did before: else `conflict`, which says who. */
export async function answerRequestAction(
  id: number,
  answer: AnswerBody,
): Promise<ActionResult<RequestWire>> {
  return act(async (ctx) => {
    const known = parse(RowId, id, "request");
    const body = parse(AnswerBody, answer, "answer");
    return requestToWire(await answerRequest(ctx, { id: known, body }), ctx.actor);
  });
}

/** Takes a request back in the place of its agent, which goes on without an answer. */
export async function withdrawRequestAction(
  id: number,
  reason?: string,
): Promise<ActionResult<RequestWire>> {
  return act(async (ctx) => {
    const known = parse(RowId, id, "request");
    const body = parse(WithdrawBody, { reason }, "withdrawal");
    return requestToWire(await withdrawRequest(ctx, { id: known, ...body }), ctx.actor);
  });
}
