import type { TxContext } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { record } from "@/lib/events/append";
import type { Runtime } from "@/prisma/generated/enums";
import { closeRun, runEvent } from "./record";
import { RUN_JSON } from "./row";
import type { RunRow } from "./wire";

/** The open turns `r` of an agent. Index: runs_open_turns_idx. */
const openOf = (agent: string): Prisma.Sql =>
  Prisma.sql`r.agent = ${agent} AND r.queued_at IS NOT NULL AND r.outcome IS NULL`;

const inProject = (id: number | null): Prisma.Sql =>
  id === null ? Prisma.empty : Prisma.sql`AND r.project_id = ${id}`;

/**
 * The turn that an agent should begin next, locked; null if none may begin. They begin in the order in which they were asked, and one of
 * a conversation only when those before it have ended. One that somebody else is about to begin is skipped. Index: runs_queued_idx; runs_open_turns_idx
 * for those before it.
 */
export async function lockNextTurn(
  db: Queryable,
  agent: string,
  projectId: number | null = null,
): Promise<RunRow | null> {
  const [row] = await db.$queryRaw<{ run: RunRow }[]>`
    SELECT ${RUN_JSON} AS run FROM runs r
    WHERE r.agent = ${agent} AND r.state = 'queued' ${inProject(projectId)}
      AND NOT EXISTS (
        SELECT 1 FROM runs o WHERE o.agent = r.agent AND o.queued_at IS NOT NULL AND o.outcome IS NULL
          AND o.conversation_id = r.conversation_id AND o.id < r.id)
    ORDER BY r.id LIMIT 1 FOR NO KEY UPDATE OF r SKIP LOCKED`;
  return row?.run ?? null;
}

/** A turn that its agent took, that waited for an answer and got it, locked. Index: runs_answered_idx. */
export async function lockAnsweredTurn(
  db: Queryable,
  agent: string,
  projectId: number | null,
): Promise<RunRow | null> {
  const [row] = await db.$queryRaw<{ run: RunRow }[]>`
    SELECT ${RUN_JSON} AS run FROM runs r
    WHERE r.agent = ${agent} AND r.state = 'answered' AND r.queued_at IS NOT NULL AND NOT is_pushed(r.runtime) ${inProject(projectId)}
    LIMIT 1 FOR NO KEY UPDATE OF r SKIP LOCKED`;
  return row?.run ?? null;
}

/** Whether a poll of the agent would find a turn to begin or to go on with. Index: runs_queued_idx, runs_answered_idx. */
export async function hasTurnWaiting(db: Queryable, agent: string): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM runs r WHERE r.agent = ${agent} AND r.state = 'queued'
    UNION ALL SELECT 1 FROM runs r WHERE r.agent = ${agent} AND r.state = 'answered' AND r.queued_at IS NOT NULL LIMIT 1`;
  return rows.length > 0;
}

/** Whether the agent works on a turn. Index: runs_open_turns_idx. */
export async function hasTurnInHand(db: Queryable, agent: string): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM runs r WHERE ${openOf(agent)} AND r.state = 'running' LIMIT 1`;
  return rows.length > 0;
}

export interface TurnBegins {
  runtime: Runtime;
  leaseMs: number;
  /** The model it is begun with; null leaves it to the agent. */
  model: string | null;
  /** What is added to its details. */
  details: Record<string, unknown>;
  claimId?: string | null;
  workerId?: number | null;
}

/** Begins a queued turn that the transaction has locked, in the name of whoever has taken a place of its agent for it. */
export async function beginTurn(
  tx: TxContext,
  { id }: RunRow,
  { runtime, leaseMs, model, details, claimId = null, workerId = null }: TurnBegins,
): Promise<RunRow> {
  const [row] = await tx.db.$queryRaw<{ run: RunRow }[]>`
    UPDATE runs r SET state = 'running', runtime = ${runtime}::runtime, model = COALESCE(${model}, r.model),
      details = r.details || ${JSON.stringify(details)}::jsonb, claim_id = ${claimId}, worker_id = ${workerId}::int,
      started_at = clock_timestamp(), heartbeat_at = clock_timestamp(),
      lease_expires_at = clock_timestamp() + ${leaseMs}::int * interval '1 millisecond'
    WHERE r.id = ${id} AND r.outcome IS NULL AND r.state = 'queued' RETURNING ${RUN_JSON} AS run`;
  if (!row) throw new Error(`turn ${id} was locked and is not queued`);
  await record(tx, runEvent("run.started", row.run));
  return row.run;
}

/**
 * Puts an open turn back into its queue, at its old place, as if it had not been begun. What it said so far and its keys are gone;
 * a model goes on from the last question or tool call that was stored. False if
 * it is closed or was not begun. Index: runs_pkey, run_chunks_pkey, api_keys_run_id_idx.
 */
export async function requeueTurn(
  tx: TxContext,
  runId: number,
  details: Record<string, unknown> = {},
): Promise<boolean> {
  const [row] = await tx.db.$queryRaw<{ run: RunRow }[]>`
    WITH r AS (
      UPDATE runs SET state = 'queued', lease_expires_at = NULL, claim_id = NULL, worker_id = NULL, provider_run_id = NULL,
        details = details - 'deadline_at' || ${JSON.stringify(details)}::jsonb
      WHERE id = ${runId} AND outcome IS NULL AND queued_at IS NOT NULL AND state <> 'queued' RETURNING *
    ), said AS (
      DELETE FROM run_chunks USING r WHERE run_chunks.run_id = r.id
    ), keys AS (
      UPDATE api_keys SET revoked_at = clock_timestamp(), updated_at = clock_timestamp() FROM r
      WHERE api_keys.run_id = r.id AND api_keys.revoked_at IS NULL
    )
    SELECT ${RUN_JSON} AS run FROM r`;
  if (!row) return false;
  await record(tx, runEvent("run.queued", row.run));
  return true;
}

/** Cancels the open turns of an agent, or of one of its conversations, and returns how many. Index: runs_open_turns_idx. */
export async function cancelTurnsOf(
  tx: TxContext,
  agent: string,
  error: string,
  conversationIds?: readonly number[],
): Promise<number> {
  const only =
    conversationIds === undefined
      ? Prisma.empty
      : Prisma.sql`AND r.conversation_id = ANY(${[...conversationIds]}::int[])`;
  const open = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT r.id FROM runs r WHERE ${openOf(agent)} ${only} ORDER BY r.id FOR NO KEY UPDATE OF r`;
  return cancelAll(tx, open, error);
}

/** Cancels the open turns that were opened below a closed run, at any depth. Index: runs_parent_idx. */
export async function cancelTurnsBelow(
  tx: TxContext,
  runId: number,
  error: string,
): Promise<number> {
  let cancelled = 0;
  // One of them may open another one while it is waited for. Once closed, it opens none.
  for (;;) {
    const open = await openBelow(tx.db, runId);
    if (open.length === 0) return cancelled;
    cancelled += await cancelAll(tx, open, error);
  }
}

const openBelow = (db: Queryable, runId: number): Promise<{ id: number }[]> =>
  db.$queryRaw<{ id: number }[]>`
    WITH RECURSIVE below AS (
      SELECT id, outcome FROM runs WHERE parent_run_id = ${runId}
      UNION ALL SELECT r.id, r.outcome FROM below b JOIN runs r ON r.parent_run_id = b.id
    )
    SELECT id FROM below WHERE outcome IS NULL ORDER BY id`;

async function cancelAll(
  tx: TxContext,
  open: readonly { id: number }[],
  error: string,
): Promise<number> {
  let cancelled = 0;
  for (const { id } of open) {
    const result = { outcome: "cancelled", error, errorClass: "cancelled" } as const;
    if (await closeRun(tx, id, result)) cancelled++;
  }
  return cancelled;
}

/** What was said in a conversation before a turn. */
export interface Said {
  prompt: string;
  output: string;
}

/** How much of a conversation a model is told again: its latest turns, as far as they go. */
export const MOST_TURNS_TOLD = 100;

/**
 * The answered turns of a conversation before the given one, oldest first, as many of the latest as `mostChars` holds (all of a turn or
 * nothing of it). Failed turns and those whose texts were removed are left out. Index: runs_conversation_idx, run_texts_pkey.
 */
export async function saidBefore(
  db: Queryable,
  { id, conversation_id }: Pick<RunRow, "id" | "conversation_id">,
  mostChars: number,
): Promise<Said[]> {
  if (conversation_id === null) return [];
  const rows = await db.$queryRaw<Said[]>`
    SELECT prompt, output FROM (
      SELECT r.id, x.prompt, x.output, sum(length(x.prompt) + length(x.output)) OVER (ORDER BY r.id DESC) AS chars
      FROM (SELECT runs.id FROM runs WHERE conversation_id = ${conversation_id}::int AND runs.id < ${id} AND outcome = 'succeeded'
            ORDER BY conversation_id DESC, runs.id DESC LIMIT ${MOST_TURNS_TOLD}::int) r
      JOIN run_texts x ON x.run_id = r.id WHERE x.prompt IS NOT NULL AND x.output IS NOT NULL
    ) said WHERE chars <= ${mostChars}::int ORDER BY id`;
  return rows;
}

/** The conversation of a turn, and which turn of it this is, from 1 on; null outside of one. */
export function placeInConversation({
  conversation_id: id,
  details,
}: Pick<RunRow, "conversation_id" | "details">): { id: number; turn: number } | null {
  return id === null ? null : { id, turn: Number(details.turn ?? 1) };
}
