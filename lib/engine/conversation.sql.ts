import type { Context, TxContext } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { SET_LIMITS } from "@/lib/limits/find";
import { countCalls, countTurns } from "@/lib/limits/meter";
import { answerOf, REQUEST_JOINS, REQUEST_JSON, type RequestRow } from "@/lib/requests/row";
import { wordsOf } from "@/lib/requests/rules";
import { lockRun } from "@/lib/requests/run.sql";
import { findRunHead } from "@/lib/runs/queries";
import { addUsage } from "@/lib/runs/usage";
import type { RunRow } from "@/lib/runs/wire";
import type { Continued, Conversation } from "@/lib/runtimes/ask-tool";
import type { Asking, RuntimeOutcome, Usage } from "@/lib/runtimes/runtime";
import type { MessageRow } from "@/lib/steering/row";
import { hasUnheard, hearAll } from "@/lib/steering/take";

/** What is stored of a conversation that stopped at questions, or that goes on with what people said. */
interface Stored {
  messages: Conversation;
  /** The ids of the calls that need a result before it can go on. */
  calls: string[];
  /** What people say to the model now. */
  said?: string[];
}

/** Stores what was said until the model asked. False if the run was closed meanwhile. Index: runs_pkey, run_texts_pkey. */
export async function storeConversation(
  db: Queryable,
  runId: number,
  stored: Stored,
): Promise<boolean> {
  const written = await db.$executeRaw`
    INSERT INTO run_texts AS x (run_id, conversation)
    SELECT r.id, ${JSON.stringify(stored)}::jsonb FROM runs r WHERE r.id = ${runId} AND r.outcome IS NULL FOR NO KEY UPDATE OF r
    ON CONFLICT (run_id) DO UPDATE SET conversation = EXCLUDED.conversation`;
  return written > 0;
}

/** Whether a run stopped and its conversation can go on. Index: run_texts_pkey. */
export async function hasConversation(db: Queryable, runId: number): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM run_texts WHERE run_id = ${runId} AND conversation IS NOT NULL`;
  return rows.length > 0;
}

/** As many tokens may an answer have that is limited at all. */
const LONGEST_ANSWER = 32_000;

/** How a model is called for a run. */
interface CallTerms {
  /** The conversation to go on with; null for one that has not begun. */
  continued: Continued | null;
  /** How many tokens its answer may have, as far as a limit of the run decides it. */
  maxTokens: number | undefined;
}

/** How a model is called for a run: with what, and with how many tokens. */
export async function callTermsOf(ctx: Context, run: RunRow): Promise<CallTerms> {
  const { stored, tokensLeft } = await storedOf(ctx.db, run.id);
  return {
    continued: stored && (await continuedWith(ctx, run, stored)),
    maxTokens: tokensLeft === null ? undefined : Math.min(tokensLeft, LONGEST_ANSWER),
  };
}

/**
 * The conversation of a run with what became of its questions, and with what people said to it since, which it has heard by that.
 * Index: requests_run_id_idx.
 */
async function continuedWith(ctx: Context, run: RunRow, stored: Stored): Promise<Continued> {
  const { messages, calls } = stored;
  const said = (await hasUnheard(ctx.db, run.id))
    ? await ctx.transaction((tx) => hearStored(tx, run))
    : (stored.said ?? []);
  const found = await ctx.db.$queryRaw<{ request: RequestRow }[]>`
    SELECT ${REQUEST_JSON} AS request FROM requests q ${REQUEST_JOINS}
    WHERE q.run_id = ${run.id} AND q.call_id = ANY(${calls}::text[])`;
  const byCall = new Map(found.map(({ request }) => [request.call_id, request]));
  const results = calls.map((callId) => {
    const request = byCall.get(callId);
    return { callId, text: resultOf(request), option: request?.answer_option ?? null };
  });
  return { messages, results, said };
}

/** Index: runs_pkey, run_texts_pkey, and those of `SET_LIMITS`. */
async function storedOf(
  db: Queryable,
  runId: number,
): Promise<{ stored: Stored | null; tokensLeft: number | null }> {
  const [row] = await db.$queryRaw<{ stored: Stored | null; most: number | null; used: number }[]>`
    SELECT (SELECT conversation FROM run_texts WHERE run_id = r.id) AS stored,
      ((COALESCE(l.project, '{}') || COALESCE(l.agent, '{}') || COALESCE(l.task, '{}'))->>'tokens')::int AS most,
      COALESCE(r.tokens_in, 0)::float8 + COALESCE(r.tokens_out, 0) AS used
    FROM runs r CROSS JOIN LATERAL (SELECT ${SET_LIMITS} OFFSET 0) l WHERE r.id = ${runId}`;
  const most = row?.most ?? null;
  return {
    stored: row?.stored ?? null,
    tokensLeft: most === null ? null : Math.max(1, most - (row?.used ?? 0)),
  };
}

/** Adds what waits for the run to its stored conversation. */
async function hearStored(tx: TxContext, run: RunRow): Promise<string[]> {
  await lockRun(tx.db, run.id);
  const heard = await hearAll(tx, run);
  const { stored } = await storedOf(tx.db, run.id);
  const said = [...(stored?.said ?? []), ...heard.map(inWords)];
  await tx.db.$executeRaw`
    UPDATE run_texts SET conversation = jsonb_set(conversation, '{said}', ${JSON.stringify(said)}::jsonb) WHERE run_id = ${run.id}`;
  return said;
}

/**
 * Lets a run go on whose model has answered, if people said something to it meanwhile: the conversation is stored with that, and what the
 * turn used is added, in one transaction. Returns the run as it is then; null if nobody did, or if the run is over. `isAgain` says that
 * this was tried before and nobody knows whether it was written: then what the run has heard since counts once.
 */
export async function goOnWithMessages(
  ctx: Context,
  run: RunRow,
  { conversation, ...turn }: Turn,
  isAgain = false,
): Promise<RunRow | null> {
  if (!conversation) return null;
  if (isAgain && (await goesOnFrom(ctx.db, run.id, conversation))) {
    const present = await findRunHead(ctx.db, run.id);
    return present?.outcome === null ? present : null;
  }
  if (!(await hasUnheard(ctx.db, run.id))) return null;
  return ctx.transaction(async (tx) => {
    const locked = await lockRun(tx.db, run.id);
    if (locked?.outcome !== null || locked.state !== "running") return null;
    const heard = await hearAll(tx, run);
    if (heard.length === 0) return null;
    const said = heard.map(inWords);
    await storeConversation(tx.db, run.id, { messages: conversation, calls: [], said });
    await addTurn(tx, run, turn);
    return findRunHead(tx.db, run.id);
  });
}

/** Whether the run was stored as going on from this conversation, which ends with the latest answer. Index: run_texts_pkey. */
export async function goesOnFrom(
  db: Queryable,
  runId: number,
  conversation: Conversation,
): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM run_texts WHERE run_id = ${runId} AND conversation->'messages' = ${JSON.stringify(conversation)}::jsonb`;
  return rows.length > 0;
}

/**
 * Adds what a turn used in which a model called tools. Returns the run as it is then. `turnsBefore` is how many turns were counted before
 * this one: with one more, it was written already, and only the answer of its commit was lost.
 */
export async function noteToolTurn(
  ctx: Context,
  run: RunRow,
  turn: Pick<Asking, "model" | "usage" | "calls">,
  turnsBefore: number,
): Promise<RunRow | null> {
  return ctx.transaction(async (tx) => {
    await lockRun(tx.db, run.id);
    if ((await turnsOf(tx.db, run.id)) > turnsBefore) return findRunHead(tx.db, run.id);
    await addTurn(tx, run, turn);
    const acts = turn.calls.map(({ name, input }) => ({
      kind: "tool" as const,
      data: `${name} ${JSON.stringify(input)}`,
    }));
    await countCalls(tx, run.id, acts);
    return findRunHead(tx.db, run.id);
  });
}

/** How many turns of a run were counted. Index: run_meters_pkey. */
export async function turnsOf(db: Queryable, runId: number): Promise<number> {
  const [row] = await db.$queryRaw<{ turns: number }[]>`
    SELECT turns FROM run_meters WHERE run_id = ${runId}`;
  return row?.turns ?? 0;
}

/** What a turn of an open run brought. */
type Turn = Pick<
  Extract<RuntimeOutcome, { status: "succeeded" }>,
  "conversation" | "model" | "usage"
>;

const inWords = ({ created_by, text }: MessageRow): string =>
  `${created_by} says to you, while you work:\n\n${text}`;

/** Adds what a turn of an open run used; its last turn is added when it is closed. */
export async function addTurn(
  tx: TxContext,
  run: Pick<RunRow, "id" | "agent" | "model">,
  { model, usage }: { model: string | null; usage: Usage },
): Promise<void> {
  await countTurns(tx, run.id);
  if (usage.tokensIn === null && usage.tokensOut === null) return;
  await addUsage(tx, {
    agent: run.agent,
    runId: run.id,
    model: model ?? run.model ?? "unknown",
    tokensIn: usage.tokensIn ?? 0,
    tokensOut: usage.tokensOut ?? 0,
    costUsd: usage.costUsd,
  });
}

/** What the model hears as the result of its question. */
function resultOf(request: RequestRow | undefined): string {
  if (!request) return "This question was not asked: ask fewer at once.";
  const answer = answerOf(request);
  if (answer === null) {
    const reason = request.reason === null ? "" : ` (${request.reason})`;
    return `The question was withdrawn without an answer${reason}. Decide by yourself, and say in your result what you assumed.`;
  }
  const words = wordsOf(answer, request.options);
  return request.state === "expired"
    ? `Nobody answered in time, so this counts: ${words}`
    : `${request.closed_by ?? "A person"} answered: ${words}`;
}
