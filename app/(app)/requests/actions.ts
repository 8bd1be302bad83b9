"use server";

import { type ActionResult, act } from "@/lib/api/action";
import { parse } from "@/lib/http/validate";
import { answerRequest, withdrawRequest } from "@/lib/requests/answer";
import { requestToWire } from "@/lib/requests/row";
import { AnswerBody, RequestPath, WithdrawBody } from "@/lib/requests/schema";
import type { RequestWire } from "@/lib/requests/shapes";

/** Answers a request, if nobody did before: else `conflict`, which says who. */
export async function answerRequestAction(
  id: number,
  answer: AnswerBody,
): Promise<ActionResult<RequestWire>> {
  return act(async (ctx) => {
    const path = parse(RequestPath, { id: String(id) }, "request");
    const body = parse(AnswerBody, answer, "answer");
    return requestToWire(await answerRequest(ctx, { id: path.id, body }), ctx.actor);
  });
}

/** Takes a request back in the place of its agent, which goes on without an answer. */
export async function withdrawRequestAction(
  id: number,
  reason?: string,
): Promise<ActionResult<RequestWire>> {
  return act(async (ctx) => {
    const path = parse(RequestPath, { id: String(id) }, "request");
    const body = parse(WithdrawBody, { reason }, "withdrawal");
    return requestToWire(await withdrawRequest(ctx, { id: path.id, ...body }), ctx.actor);
  });
}
