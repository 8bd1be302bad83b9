import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { startWork } from "@/lib/work/claim";
import { itemToWire } from "@/lib/work/item.sql";
import { StartWork, WorkPath } from "@/lib/work/schema";
import { WorkResponse } from "@/lib/work/shapes";

export const POST = defineRoute({
  id: "work.start",
  summary: "Note that work on a claimed item has begun",
  role: "operator",
  params: WorkPath,
  body: StartWork,
  response: WorkResponse,
  handle: async ({ ctx, params, body }) =>
    ok({ item: itemToWire(await startWork(ctx, { ...params, ...body })) }),
});
