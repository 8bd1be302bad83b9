import type { Queryable } from "@/lib/core/database";
import { MESSAGE_JSON, type MessageRow } from "./row";

/** Everything that was said to a run, oldest first. Index: run_messages_run_id_seq_key. */
export async function messagesOf(db: Queryable, runId: number): Promise<MessageRow[]> {
  const rows = await db.$queryRaw<{ message: MessageRow }[]>`
    SELECT ${MESSAGE_JSON} AS message FROM run_messages m WHERE m.run_id = ${runId} ORDER BY m.seq`;
  return rows.map(({ message }) => message);
}

/** Index: run_messages_run_id_seq_key. */
export async function findMessage(
  db: Queryable,
  runId: number,
  seq: number,
): Promise<MessageRow | null> {
  const [row] = await db.$queryRaw<{ message: MessageRow }[]>`
    SELECT ${MESSAGE_JSON} AS message FROM run_messages m WHERE m.run_id = ${runId} AND m.seq = ${seq}`;
  return row?.message ?? null;
}

/** How many messages these runs of an agent have not heard, for those that have some. Index: run_messages_open_idx, runs_pkey. */
export async function countUnheard(
  db: Queryable,
  agent: string,
  runIds: readonly number[],
): Promise<{ run_id: number; now: number; after_turn: number; is_new: boolean }[]> {
  if (runIds.length === 0) return [];
  return db.$queryRaw`
    SELECT m.run_id, (count(*) FILTER (WHERE m.timing = 'now'))::int AS now,
      (count(*) FILTER (WHERE m.timing = 'after_turn'))::int AS after_turn,
      bool_or(m.timing = 'now' AND m.state = 'waiting') AS is_new
    FROM run_messages m JOIN runs r ON r.id = m.run_id AND r.agent = ${agent}
    WHERE m.run_id = ANY(${[...runIds]}::int[]) AND m.state IN ('waiting', 'taken') GROUP BY m.run_id ORDER BY m.run_id`;
}

/** As many are handed on; a prompt has no room for more. */
const MOST_CARRIED = 20;

/**
 * What people said to earlier runs of a task that ended before they heard it, oldest first: what no later run was told, or this one.
 * Index: run_messages_unheard_idx.
 */
export async function unheardOf(
  db: Queryable,
  taskId: number,
  runId: number | null,
): Promise<MessageRow[]> {
  const rows = await db.$queryRaw<{ message: MessageRow }[]>`
    SELECT ${MESSAGE_JSON} AS message FROM run_messages m
    WHERE m.task_id = ${taskId} AND m.state = 'undelivered' AND (m.carried_to IS NULL OR m.carried_to = ${runId}::int)
    ORDER BY m.id DESC LIMIT ${MOST_CARRIED}`;
  return rows.map(({ message }) => message).reverse();
}
