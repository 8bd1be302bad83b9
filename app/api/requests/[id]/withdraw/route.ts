import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { withdrawRequest } from "@/lib/requests/answer";
import { requestToWire } from "@/lib/requests/row";
import { RequestPath, WithdrawBody } from "@/lib/requests/schema";
import { RequestResponse } from "@/lib/requests/shapes";

export const POST = defineRoute({
  id: "requests.withdraw",
  summary: "Take a question back: its run goes on without an answer",
  role: "operator",
  params: RequestPath,
  body: WithdrawBody,
  response: RequestResponse,
  handle: async ({ ctx, params, body }) => {
    const withdrawn = await withdrawRequest(ctx, { id: params.id, reason: body.reason });
    return ok({ request: requestToWire(withdrawn, ctx.actor) });
  },
});
