import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { listRequests } from "@/lib/requests/find";
import { requestToWire } from "@/lib/requests/row";
import { ListRequests } from "@/lib/requests/schema";
import { RequestListResponse } from "@/lib/requests/shapes";

export const GET = defineRoute({
  id: "requests.list",
  summary:
    "List what agents ask of people: open requests, the oldest first, unless others are asked for",
  query: ListRequests,
  response: RequestListResponse,
  handle: async ({ ctx, query }) => {
    const { requests, open, next } = await listRequests(ctx, query);
    return ok({
      requests: requests.map((request) => requestToWire(request, ctx.actor)),
      open,
      next_cursor: next,
    });
  },
});
