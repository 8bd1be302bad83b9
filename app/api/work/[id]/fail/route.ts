import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { itemToWire } from "@/lib/work/item.sql";
import { failWork } from "@/lib/work/report";
import { FailWork, WorkPath } from "@/lib/work/schema";
import { WorkResponse } from "@/lib/work/shapes";

export const POST = defineRoute({
  id: "work.fail",
  summary:
    "Fail an item that is claimed or in progress; everything behind it is blocked, with the reason",
  role: "operator",
  params: WorkPath,
  body: FailWork,
  response: WorkResponse,
  handle: async ({ ctx, params, body }) =>
    ok({ item: itemToWire(await failWork(ctx, { ...params, ...body })) }),
});
