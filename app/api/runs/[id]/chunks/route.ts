import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { chunksToWire, readChunks } from "@/lib/runs/chunks";
import { RunChunksQuery, RunPath } from "@/lib/runs/schema";
import { RunChunksResponse } from "@/lib/runs/shapes";

export const GET = defineRoute({
  id: "runs.chunks",
  summary: "Read what an open run has said since a part",
  params: RunPath,
  query: RunChunksQuery,
  response: RunChunksResponse,
  handle: async ({ ctx, params, query }) =>
    ok(chunksToWire(await readChunks(ctx, params.id, query.after_seq))),
});
