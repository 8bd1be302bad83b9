import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { readRunHead } from "./queries";
import type { RunChunksResponse } from "./shapes";

/** How much one answer carries, in characters: a long log is read in several. A single part may be longer. */
const MOST_AT_ONCE = 1_000_000;

interface RunChunk {
  seq: number;
  kind: string;
  data: string;
  /** Unix seconds. */
  created_at: number;
}

interface RunChunks {
  isOpen: boolean;
  chunks: RunChunk[];
  afterSeq: number;
  hasMore: boolean;
  source: z.output<typeof RunChunksResponse>["source"];
}

/**
 * What a run has said after part `afterSeq`, for a screen to append. Once it is closed, its log under the same numbers; of a run that
 * logged nothing beside its answer, the answer as its only part. Fails with `not_found`. Index: run_chunks_pkey, run_texts_pkey.
 */
export async function readChunks(
  ctx: Context,
  runId: number,
  afterSeq: number,
): Promise<RunChunks> {
  const run = await readRunHead(ctx, runId);
  if (run.outcome === null) return { ...(await streamed(ctx, runId, afterSeq)), source: "stream" };
  const kept = await logged(ctx, runId, afterSeq);
  if (kept) return { ...kept, source: "log" };
  return { ...(await answered(ctx, runId, afterSeq)), source: "output" };
}

type Page = Omit<RunChunks, "source">;

async function streamed(ctx: Context, runId: number, afterSeq: number): Promise<Page> {
  const rows = await ctx.db.$queryRaw<(RunChunk & { last: number })[]>`
    WITH before AS (
      SELECT COALESCE((SELECT total_length FROM run_chunks WHERE run_id = ${runId} AND seq <= ${afterSeq} ORDER BY seq DESC LIMIT 1), 0) AS length
    )
    SELECT seq, kind, data, floor(extract(epoch FROM created_at))::float8 AS created_at,
      (SELECT max(seq) FROM run_chunks WHERE run_id = ${runId}) AS last
    FROM run_chunks, before
    WHERE run_id = ${runId} AND seq > ${afterSeq} AND total_length - length(data) < before.length + ${MOST_AT_ONCE}::int
    ORDER BY seq`;
  return pageOf(rows, afterSeq, true);
}

/** Null for a run without a log of its own. */
async function logged(ctx: Context, runId: number, afterSeq: number): Promise<Page | null> {
  const rows = await ctx.db.$queryRaw<(RunChunk & { last: number })[]>`
    WITH parts AS (
      SELECT (part->>0)::int AS seq, part->>1 AS kind, part->>2 AS data, (part->>3)::float8 AS created_at, (x.log->-1->>0)::int AS last
      FROM run_texts x, jsonb_array_elements(x.log) AS part WHERE x.run_id = ${runId}
    ), measured AS (
      SELECT *, sum(length(data)) OVER (ORDER BY seq) - length(data) AS before FROM parts WHERE seq > ${afterSeq}
    )
    SELECT seq, kind, data, created_at, last FROM measured WHERE before < ${MOST_AT_ONCE}::int ORDER BY seq`;
  if (rows.length > 0) return pageOf(rows, afterSeq, false);
  const [found] = await ctx.db.$queryRaw<{ has_log: boolean }[]>`
    SELECT log IS NOT NULL AS has_log FROM run_texts WHERE run_id = ${runId}`;
  return found?.has_log ? pageOf([], afterSeq, false) : null;
}

async function answered(ctx: Context, runId: number, afterSeq: number): Promise<Page> {
  const rows =
    afterSeq > 0
      ? []
      : await ctx.db.$queryRaw<(RunChunk & { last: number })[]>`
          SELECT 1 AS seq, 'text' AS kind, x.output AS data, floor(extract(epoch FROM r.finished_at))::float8 AS created_at, 1 AS last
          FROM run_texts x JOIN runs r ON r.id = x.run_id WHERE x.run_id = ${runId} AND x.output <> ''`;
  return pageOf(rows, afterSeq, false);
}

function pageOf(rows: (RunChunk & { last: number })[], afterSeq: number, isOpen: boolean): Page {
  const end = rows.at(-1);
  return {
    isOpen,
    afterSeq,
    hasMore: end !== undefined && end.seq < end.last,
    chunks: rows.map(({ last: _, ...chunk }) => chunk),
  };
}

export function chunksToWire({
  isOpen,
  chunks,
  afterSeq,
  hasMore,
  source,
}: RunChunks): z.output<typeof RunChunksResponse> {
  return {
    chunks,
    is_open: isOpen,
    source,
    next_after_seq: chunks.at(-1)?.seq ?? afterSeq,
    has_more: hasMore,
  };
}
