import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { storable } from "@/lib/core/fields";
import { logger } from "@/lib/core/logger";
import { sendNotices } from "@/lib/events/notice";
import { checkLimits } from "@/lib/limits/check";
import { type Act, countCalls, countTurns } from "@/lib/limits/meter";
import { readRunHead } from "./queries";
import { isCalledTurn } from "./record";
import { noteUsed } from "./running-use";
import type { AddRunChunks } from "./schema";
import type { RunRow } from "./wire";

/** How much of what a claimed run says is kept, in characters: some 100,000 lines. Its result is kept whole at its end. */
const MOST_KEPT = 8_000_000;

interface Added {
  lastSeq: number;
  hasRoom: boolean;
}

/**
 * Keeps what a claimed run says while it works, and tells open screens. Parts that were kept already are not kept again, so that a
 * sender whose answer was lost sends the same ones. Notes what it has used so far, and stops it if it has reached one of its limits. Fails
 * with `stale_run` if the run is closed, or was stopped by this.
 */
export async function addChunks(
  ctx: Context,
  runId: number,
  { after, chunks, used }: AddRunChunks,
): Promise<Added> {
  const run = await readRunHead(ctx, runId);
  authorize(ctx.actor, "run.heartbeat", { agent: run.agent, taskRunId: run.id });
  if (run.trigger !== "claim" && (run.queued_at === null || isCalledTurn(run))) {
    throw new DomainError("conflict", `Run ${runId} was not claimed: Baton follows it itself`, {
      fix: "send parts of runs that you claimed",
    });
  }
  const { last, ...added } = await keep(ctx, run, after, chunks);
  // Parts that come again were counted before.
  const acts = chunks.filter((_, place) => after + place + 1 > last).flatMap(actIn);
  await countCalls(ctx, runId, acts);
  if (used) await noteUsed(ctx, run, used);
  if (used?.turns !== undefined) await ctx.transaction((tx) => countTurns(tx, runId, used.turns));
  const mayReach = used !== undefined || acts.some(({ kind }) => kind === "tool");
  if (mayReach && (await checkLimits(ctx, runId))) throw isClosed(runId);
  return added;
}

const actIn = ({ kind, key, data }: AddRunChunks["chunks"][number]): Act[] =>
  kind === "tool" ? [{ kind, key, data }] : kind === "file" ? [{ kind }] : [];

const isClosed = (runId: number): DomainError =>
  new DomainError("stale_run", `Run ${runId} is closed`, { fix: "stop this work" });

/** Keeps the parts that are new. `last` is the number of the last one that was kept before. Index: run_chunks_pkey, runs_pkey. */
async function keep(
  ctx: Context,
  run: RunRow,
  after: number,
  chunks: AddRunChunks["chunks"],
): Promise<Added & { last: number }> {
  const runId = run.id;
  const parts = chunks.map(({ kind, data }) => ({ kind, data: storable(data) }));
  const [row] = await ctx.db.$queryRaw<
    { is_open: boolean; before: number; last_seq: number; total_length: number }[]
  >`
    WITH open AS (
      SELECT id FROM runs WHERE id = ${runId} AND outcome IS NULL FOR KEY SHARE
    ), last AS (
      SELECT seq, total_length FROM run_chunks WHERE run_id = ${runId} ORDER BY seq DESC LIMIT 1
    ), parts AS (
      SELECT ${after}::int + place::int AS seq, kind, data,
             COALESCE((SELECT total_length FROM last), 0) + sum(length(data)) OVER (ORDER BY place) AS total_length
      FROM ROWS FROM (jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) AS (kind text, data text)) WITH ORDINALITY AS p (kind, data, place)
      WHERE ${after}::int + place > COALESCE((SELECT seq FROM last), 0)
    ), added AS (
      INSERT INTO run_chunks (run_id, seq, kind, data, total_length)
      SELECT open.id, parts.seq, parts.kind, parts.data, parts.total_length::int FROM open, parts
      WHERE parts.total_length <= ${MOST_KEPT}::int
      ON CONFLICT DO NOTHING RETURNING seq, total_length
    )
    SELECT EXISTS (SELECT 1 FROM open) AS is_open, COALESCE((SELECT seq FROM last), 0) AS before,
      GREATEST(COALESCE((SELECT max(seq) FROM added), 0), COALESCE((SELECT seq FROM last), 0)) AS last_seq,
      GREATEST(COALESCE((SELECT max(total_length) FROM added), 0), COALESCE((SELECT total_length FROM last), 0)) AS total_length`;
  const {
    is_open: isOpen,
    before: last,
    last_seq: lastSeq,
    total_length: length,
  } = row as NonNullable<typeof row>;
  if (!isOpen) throw isClosed(runId);
  // The parts are kept, so a failure from here on must not make the sender keep them again.
  await sendNotices(ctx, [
    {
      type: "run.output",
      projectId: run.project_id,
      taskId: run.task_id,
      agent: run.agent,
      runId,
      data: { run_id: runId, length },
    },
  ]).catch((error: Error) => logger.debug({ err: error.message }, "screens not told of output"));
  return { last, lastSeq, hasRoom: lastSeq >= after + parts.length };
}
