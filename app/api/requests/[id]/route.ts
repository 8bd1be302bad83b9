import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { requestToWire } from "@/lib/requests/row";
import { ReadRequest, RequestPath } from "@/lib/requests/schema";
import { RequestResponse } from "@/lib/requests/shapes";
import { requestWithin } from "@/lib/requests/wait";

export const GET = defineRoute({
  id: "requests.read",
  summary:
    "Read a request, and with wait the moment it is answered; the agent that asked goes on with its run",
  params: RequestPath,
  query: ReadRequest,
  response: RequestResponse,
  changes: true,
  longLived: true,
  handle: async ({ ctx, params, query, request, caller }) => {
    const row = await requestWithin(ctx, params.id, query.wait, request.signal, caller);
    return ok({ request: requestToWire(row, ctx.actor) });
  },
});
