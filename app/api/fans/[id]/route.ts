import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { readFan } from "@/lib/turns/fans";
import { FanPath, ReadFan } from "@/lib/turns/schema";
import { FanResponse } from "@/lib/turns/shapes";

export const GET = defineRoute({
  id: "fans.read",
  summary:
    "Read the answers of several agents side by side, and with wait the moment all are there",
  params: FanPath,
  query: ReadFan,
  response: FanResponse,
  longLived: true,
  handle: async ({ ctx, params, query, request, caller }) =>
    ok({
      fan: await readFan(ctx, params.id, { seconds: query.wait, signal: request.signal, caller }),
    }),
});
