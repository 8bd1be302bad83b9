import type { Queryable } from "@/lib/core/database";
import { answerOf, REQUEST_JOINS, REQUEST_JSON, type RequestRow } from "@/lib/requests/row";
import { wordsOf } from "@/lib/requests/rules";
import type { Continued, Conversation } from "@/lib/runtimes/ask-tool";

/** What is stored of a conversation that stopped at questions. */
interface Stored {
  messages: Conversation;
  /** The ids of the calls that need a result before it can go on. */
  calls: string[];
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

/** Whether a run stopped at questions and its conversation can go on. Index: run_texts_pkey. */
export async function hasConversation(db: Queryable, runId: number): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM run_texts WHERE run_id = ${runId} AND conversation IS NOT NULL`;
  return rows.length > 0;
}

/** The conversation of a run with what became of its questions; null for one that never asked. Index: run_texts_pkey, requests_run_id_idx. */
export async function continuedConversation(
  db: Queryable,
  runId: number,
): Promise<Continued | null> {
  const [row] = await db.$queryRaw<{ conversation: Stored | null }[]>`
    SELECT conversation FROM run_texts WHERE run_id = ${runId}`;
  if (!row?.conversation) return null;
  const { messages, calls } = row.conversation;
  const found = await db.$queryRaw<{ request: RequestRow }[]>`
    SELECT ${REQUEST_JSON} AS request FROM requests q ${REQUEST_JOINS}
    WHERE q.run_id = ${runId} AND q.call_id = ANY(${calls}::text[])`;
  const byCall = new Map(found.map(({ request }) => [request.call_id, request]));
  const results = calls.map((callId) => ({ callId, text: resultOf(byCall.get(callId)) }));
  return { messages, results };
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
