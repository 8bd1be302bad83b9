import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { entryToWire, putEntry, readEntry, removeEntry } from "@/lib/store/entries";
import { PutEntry, RemoveEntry, StorePath, StoreQuery } from "@/lib/store/schema";
import { RemovedEntryResponse, StoreEntryResponse } from "@/lib/store/shapes";

export const GET = defineRoute({
  id: "store.read",
  summary: "Read a value of a project's store",
  params: StorePath,
  query: StoreQuery,
  response: StoreEntryResponse,
  handle: async ({ ctx, params, query }) =>
    ok({ entry: entryToWire(await readEntry(ctx, params.key, query.project_id)) }),
});

export const PUT = defineRoute({
  id: "store.put",
  summary: "Put a value into a project's store, if you like only over the version that you know",
  role: "operator",
  params: StorePath,
  query: StoreQuery,
  body: PutEntry,
  response: StoreEntryResponse,
  handle: async ({ ctx, params, query, body }) =>
    ok({ entry: entryToWire(await putEntry(ctx, params.key, body, query.project_id)) }),
});

export const DELETE = defineRoute({
  id: "store.remove",
  summary: "Remove a value from a project's store",
  role: "operator",
  params: StorePath,
  query: RemoveEntry,
  response: RemovedEntryResponse,
  handle: async ({ ctx, params, query }) => {
    await removeEntry(ctx, params.key, query);
    return ok({ ok: true });
  },
});
