import { authorize } from "@/lib/auth/permissions";
import type { Context, TxContext } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { record } from "@/lib/events/append";
import { RUN_JSON } from "@/lib/runs/row";
import type { RunRow } from "@/lib/runs/wire";
import { MESSAGE_JSON, type MessageRow, messageEvent } from "./row";
import { lockOpenRun, seenRun } from "./run";
import type { TakeBody } from "./schema";

/**
 * Gives the process that works on a run the messages that its program is to hear, and notes which of the earlier ones it has heard. What
 * was taken and not yet heard comes again, so that a lost answer loses nothing: whoever takes drops the numbers it has. Fails with
 * `stale_run` if the run is over.
 */
export async function takeMessages(
  ctx: Context,
  runId: number,
  { turn, delivered }: TakeBody,
): Promise<MessageRow[]> {
  const seen = await seenRun(ctx, runId);
  authorize(ctx.actor, "run.heartbeat", {
    agent: seen.agent,
    projectId: seen.project_id ?? undefined,
    taskRunId: seen.id,
  });
  return ctx.transaction(async (tx) => {
    const run = await lockOpenRun(tx, seen);
    await noteHeard(tx, run, delivered);
    return takeFor(tx, run, { all: turn === "ended" });
  });
}

/** The same for the signs of life of an agent that asks for its work itself: they bring what was said to these runs of its. */
export async function takeWithPulse(
  tx: TxContext,
  runs: readonly RunRow[],
  heard: readonly { run_id: number; seq: number }[],
): Promise<MessageRow[]> {
  const taken: MessageRow[] = [];
  for (const run of runs) {
    const seqs = heard.filter(({ run_id }) => run_id === run.id).map(({ seq }) => seq);
    await noteHeard(tx, run, seqs);
    taken.push(...(await takeFor(tx, run, { all: true })));
  }
  return taken;
}

/**
 * Those of these open runs whose agent asks for its work itself, so that its signs of life bring what people say. The program of a
 * worker gets it from its worker. Index: runs_pkey, workers_pkey.
 */
export async function runsThatPoll(db: Queryable, runIds: readonly number[]): Promise<RunRow[]> {
  const rows = await db.$queryRaw<{ run: RunRow }[]>`
    SELECT ${RUN_JSON} AS run FROM runs r
    WHERE r.id = ANY(${[...runIds]}::int[]) AND r.outcome IS NULL AND r.runtime = 'pull'
      AND NOT EXISTS (SELECT 1 FROM workers w WHERE w.id = r.worker_id AND w.program IS NOT NULL)
    ORDER BY r.id FOR NO KEY UPDATE OF r`;
  return rows.map(({ run }) => run);
}

/**
 * Takes everything that waits for a run as heard, for a conversation that goes on with it in the same transaction. What another process
 * had taken for it comes as well: that process is gone. Index: run_messages_open_idx.
 */
export async function hearAll(tx: TxContext, run: RunRow): Promise<MessageRow[]> {
  const rows = await tx.db.$queryRaw<{ message: MessageRow }[]>`
    UPDATE run_messages m SET state = 'delivered', delivered_at = clock_timestamp(), changed_at = clock_timestamp(),
      taken_at = COALESCE(m.taken_at, clock_timestamp())
    WHERE m.run_id = ${run.id} AND m.state IN ('waiting', 'taken') RETURNING ${MESSAGE_JSON} AS message`;
  const heard = inOrder(rows);
  await record(tx, ...heard.map((row) => messageEvent("steering.delivered", row, run)));
  return heard;
}

/** Whether somebody said something to the run that it has not heard. Index: run_messages_open_idx. */
export async function hasUnheard(db: Queryable, runId: number): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM run_messages WHERE run_id = ${runId} AND state IN ('waiting', 'taken') LIMIT 1`;
  return rows.length > 0;
}

/** Index: run_messages_run_id_seq_key. */
async function noteHeard(tx: TxContext, run: RunRow, seqs: readonly number[]): Promise<void> {
  if (seqs.length === 0) return;
  const rows = await tx.db.$queryRaw<{ message: MessageRow }[]>`
    UPDATE run_messages m SET state = 'delivered', delivered_at = clock_timestamp(), changed_at = clock_timestamp()
    WHERE m.run_id = ${run.id} AND m.seq = ANY(${[...seqs]}::int[]) AND m.state = 'taken' RETURNING ${MESSAGE_JSON} AS message`;
  await record(tx, ...inOrder(rows).map((row) => messageEvent("steering.delivered", row, run)));
}

/** Index: run_messages_open_idx. */
async function takeFor(
  tx: TxContext,
  run: RunRow,
  { all }: { all: boolean },
): Promise<MessageRow[]> {
  const rows = await tx.db.$queryRaw<{ message: MessageRow; is_new: boolean }[]>`
    WITH before AS (
      SELECT id, state FROM run_messages
      WHERE run_id = ${run.id} AND (state = 'taken' OR (state = 'waiting' AND (${all} OR timing = 'now'))) FOR NO KEY UPDATE
    )
    UPDATE run_messages m SET state = 'taken', taken_at = COALESCE(m.taken_at, clock_timestamp()),
      changed_at = CASE WHEN before.state = 'waiting' THEN clock_timestamp() ELSE m.changed_at END
    FROM before WHERE m.id = before.id RETURNING ${MESSAGE_JSON} AS message, before.state = 'waiting' AS is_new`;
  const fresh = inOrder(rows.filter(({ is_new }) => is_new));
  await record(tx, ...fresh.map((row) => messageEvent("steering.updated", row, run)));
  return inOrder(rows);
}

const inOrder = (rows: readonly { message: MessageRow }[]): MessageRow[] =>
  rows.map(({ message }) => message).sort((a, b) => a.seq - b.seq);
