import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { readRunHead } from "./queries";
import type { RunChunksResponse } from "./shapes";

interface RunChunk {
  seq: number;
  kind: string;
  data: string;
  created_at: Date;
}

interface RunChunks {
  isOpen: boolean;
  chunks: RunChunk[];
  afterSeq: number;
}

/**
 * The output of an open run after part `afterSeq`, for a screen to append. Empty for a closed run, whose output is complete.
 * Fails with `not_found`. Index: run_chunks_pkey.
 */
export async function readChunks(
  ctx: Context,
  runId: number,
  afterSeq: number,
): Promise<RunChunks> {
  const run = await readRunHead(ctx, runId);
  const isOpen = run.outcome === null;
  const chunks = isOpen
    ? await ctx.db.$queryRaw<RunChunk[]>`
        SELECT seq, kind, data, created_at FROM run_chunks WHERE run_id = ${runId} AND seq > ${afterSeq} ORDER BY seq`
    : [];
  return { isOpen, chunks, afterSeq };
}

export function chunksToWire({
  isOpen,
  chunks,
  afterSeq,
}: RunChunks): z.output<typeof RunChunksResponse> {
  return {
    chunks: chunks.map(({ created_at, ...chunk }) => ({
      ...chunk,
      created_at: Math.floor(created_at.getTime() / 1000),
    })),
    is_open: isOpen,
    next_after_seq: chunks.at(-1)?.seq ?? afterSeq,
  };
}
