import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { workItem } from "@/lib/work/find";
import { itemToWire } from "@/lib/work/item.sql";
import { ReadWork, WorkPath } from "@/lib/work/schema";
import { WorkResponse } from "@/lib/work/shapes";

export const GET = defineRoute({
  id: "work.read",
  summary: "Read one item of the work board by its id, or any task by its ticket reference",
  params: WorkPath,
  query: ReadWork,
  response: WorkResponse,
  handle: async ({ ctx, params, query }) =>
    ok({ item: itemToWire(await workItem(ctx, { ...params, ...query })) }),
});
