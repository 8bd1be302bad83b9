import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import { board } from "@/lib/work/find";
import { itemToWire } from "@/lib/work/item.sql";
import { putWork } from "@/lib/work/put";
import { Board, PutWork } from "@/lib/work/schema";
import { BoardResponse, PutWorkResponse } from "@/lib/work/shapes";

export const GET = defineRoute({
  id: "work.board",
  summary:
    "List the items of the work board, the most urgent first, with how many are in each state",
  query: Board,
  response: BoardResponse,
  handle: async ({ ctx, query }) => {
    const { items, counts, next } = await board(ctx, query);
    return ok({ items: items.map(itemToWire), counts, next_cursor: next });
  },
});

export const POST = defineRoute({
  id: "work.put",
  summary:
    "Put an item on the work board under an id of your own, or change one that nobody has begun",
  role: "operator",
  body: PutWork,
  response: PutWorkResponse,
  status: [200, 201],
  handle: async ({ ctx, body }) => {
    const put = await putWork(ctx, body);
    const answer = { ...put, item: itemToWire(put.item) };
    return put.created ? created(answer) : ok(answer);
  },
});
