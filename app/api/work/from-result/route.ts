import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import { itemToWire } from "@/lib/work/item.sql";
import { WorkFromResult } from "@/lib/work/schema";
import { PutWorkResponse } from "@/lib/work/shapes";
import { workFromResult } from "@/lib/workshop/from-result";

export const POST = defineRoute({
  id: "work.from_result",
  summary: "Put an item on the work board whose spec is the latest answer of an agent",
  role: "operator",
  body: WorkFromResult,
  response: PutWorkResponse,
  status: [200, 201],
  handle: async ({ ctx, body }) => {
    const put = await workFromResult(ctx, body);
    const answer = { ...put, item: itemToWire(put.item) };
    return put.created ? created(answer) : ok(answer);
  },
});
