import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { headToWire, listStore } from "@/lib/store/entries";
import { ListStore } from "@/lib/store/schema";
import { StoreListResponse } from "@/lib/store/shapes";

export const GET = defineRoute({
  id: "store.list",
  summary: "List the keys of a project's store, by key, without the values",
  query: ListStore,
  response: StoreListResponse,
  handle: async ({ ctx, query }) => {
    const { entries, next } = await listStore(ctx, query);
    return ok({ entries: entries.map(headToWire), next_cursor: next });
  },
});
