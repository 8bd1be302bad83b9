import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { itemToWire } from "@/lib/work/item.sql";
import { completeWork } from "@/lib/work/report";
import { CompleteWork, WorkPath } from "@/lib/work/schema";
import { WorkResponse } from "@/lib/work/shapes";

export const POST = defineRoute({
  id: "work.complete",
  summary: "Complete an item that is claimed or in progress, with its result",
  role: "operator",
  params: WorkPath,
  body: CompleteWork,
  response: WorkResponse,
  handle: async ({ ctx, params, body }) =>
    ok({ item: itemToWire(await completeWork(ctx, { ...params, ...body })) }),
});
