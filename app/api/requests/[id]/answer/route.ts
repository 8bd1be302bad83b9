import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { answerRequest } from "@/lib/requests/answer";
import { requestToWire } from "@/lib/requests/row";
import { AnswerBody, RequestPath } from "@/lib/requests/schema";
import { RequestResponse } from "@/lib/requests/shapes";

export const POST = defineRoute({
  id: "requests.answer",
  summary: "Answer a request: its run goes on with the answer, before newer work of its agent",
  role: "operator",
  params: RequestPath,
  body: AnswerBody,
  response: RequestResponse,
  handle: async ({ ctx, params, body }) =>
    ok({ request: requestToWire(await answerRequest(ctx, { id: params.id, body }), ctx.actor) }),
});
