import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { itemToWire } from "@/lib/work/item.sql";
import { reopenWork } from "@/lib/work/report";
import { CancelWork, WorkPath } from "@/lib/work/schema";
import { WorkResponse } from "@/lib/work/shapes";

export const POST = defineRoute({
  id: "work.reopen",
  summary: "Open an item again that has ended, and free what its failure had blocked",
  role: "operator",
  params: WorkPath,
  body: CancelWork,
  response: WorkResponse,
  handle: async ({ ctx, params, body }) =>
    ok({ item: itemToWire(await reopenWork(ctx, { ...params, ...body })) }),
});
