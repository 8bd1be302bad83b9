import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { addChunks } from "@/lib/runs/add-chunks";
import { chunksToWire, readChunks } from "@/lib/runs/chunks";
import { AddRunChunks, RunChunksQuery, RunPath } from "@/lib/runs/schema";
import { AddedChunksResponse, RunChunksResponse } from "@/lib/runs/shapes";

export const GET = defineRoute({
  id: "runs.chunks",
  summary: "Read what an open run has said since a part",
  params: RunPath,
  query: RunChunksQuery,
  response: RunChunksResponse,
  handle: async ({ ctx, params, query }) =>
    ok(chunksToWire(await readChunks(ctx, params.id, query.after_seq))),
});

export const POST = defineRoute({
  id: "runs.add_chunks",
  summary: "Keep what a claimed run says while it works; the same parts sent again are kept once",
  role: "operator",
  params: RunPath,
  body: AddRunChunks,
  response: AddedChunksResponse,
  // The number of the last part does what an idempotency key does, without a row for every batch.
  longLived: true,
  pool: "queue",
  handle: async ({ ctx, params, body }) => {
    const { lastSeq, hasRoom } = await addChunks(ctx, params.id, body);
    return ok({ last_seq: lastSeq, has_room: hasRoom });
  },
});
