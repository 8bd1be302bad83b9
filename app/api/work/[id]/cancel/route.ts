import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { itemToWire } from "@/lib/work/item.sql";
import { cancelWork } from "@/lib/work/report";
import { CancelWork, WorkPath } from "@/lib/work/schema";
import { WorkResponse } from "@/lib/work/shapes";

export const POST = defineRoute({
  id: "work.cancel",
  summary: "Cancel an item; what waited for it no longer does",
  role: "operator",
  params: WorkPath,
  body: CancelWork,
  response: WorkResponse,
  handle: async ({ ctx, params, body }) =>
    ok({ item: itemToWire(await cancelWork(ctx, { ...params, ...body })) }),
});
