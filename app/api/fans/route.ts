import { defineRoute } from "@/lib/api/route";
import { idempotencyKeyOf } from "@/lib/http/idempotency";
import { created, ok } from "@/lib/http/respond";
import { fanOut, listFans, readFan } from "@/lib/turns/fans";
import { CreateFan, ListFans } from "@/lib/turns/schema";
import { FanResponse, FansResponse } from "@/lib/turns/shapes";

export const GET = defineRoute({
  id: "fans.list",
  summary: "List messages to several agents, the newest first, without what was answered",
  query: ListFans,
  response: FansResponse,
  handle: async ({ ctx, query }) => {
    const { fans, nextBefore } = await listFans(ctx, query);
    return ok({ fans, next_before: nextBefore });
  },
});

export const POST = defineRoute({
  id: "fans.create",
  summary: "Ask several agents the same, and with wait read all answers",
  role: "operator",
  body: CreateFan,
  response: FanResponse,
  status: 201,
  longLived: true,
  keepsKey: true,
  handle: async ({ ctx, body: { wait, ...message }, request, caller }) => {
    const { id } = await fanOut(ctx, { ...message, key: idempotencyKeyOf(request) });
    return created({
      fan: await readFan(ctx, id, { seconds: wait, signal: request.signal, caller }),
    });
  },
});
