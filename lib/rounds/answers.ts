import type { TxContext } from "@/lib/core/context";
import { DomainError, invalid } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import type { CommentRow } from "./comment-row";
import { commentsChanged } from "./events";
import type { HandInAnswers } from "./schema";
import type { CommentAnswerWire } from "./shapes";

/** So that nobody fills a comment with answers. */
const MOST_ANSWERS = 20;

interface Answered {
  id: number;
  project_id: number;
  ticket_ref: string;
  title: string;
  assigned_to: string | null;
  run_id: number | null;
}

/**
 * Writes what the holder of the work answers to comments, whose task is locked. A comment that its reviewer has settled stays settled.
 * `ifUnknown` says what to do with answers to comments that the task does not have, and to one with too many answers: refuse all with
 * `invalid` or `conflict`, or leave them out, where they were only found in a text. Index: review_comments_task_id_id_idx.
 */
export async function giveAnswers(
  tx: TxContext,
  task: Answered,
  given: HandInAnswers,
  ifUnknown: "refuse" | "leave out",
): Promise<CommentRow[]> {
  if (given.length === 0) return [];
  const ids = given.map(({ comment_id }) => comment_id);
  const found = await tx.db.$queryRaw<{ comment: CommentRow }[]>`
    SELECT to_jsonb(k) AS comment FROM (
      SELECT * FROM review_comments WHERE task_id = ${task.id} AND id = ANY(${ids}::int[]) ORDER BY id FOR NO KEY UPDATE) k`;
  const byId = new Map(found.map(({ comment }) => [comment.id, comment]));
  if (ifUnknown === "refuse") await refuseUnknown(tx, task, given, byId);
  const by = task.assigned_to ?? tx.actor.name;
  const at = Math.floor(tx.clock.now().getTime() / 1000);
  const added = given.flatMap(({ comment_id: id, text, state }) => {
    const comment = byId.get(id);
    if (!comment || comment.answers.length >= MOST_ANSWERS) return [];
    const answer: CommentAnswerWire = { text, state, by, run_id: task.run_id, at };
    if (ifUnknown === "leave out" && isSame(comment.answers.at(-1), answer)) return [];
    return [{ id, answer }];
  });
  if (added.length === 0) return [];
  const rows = await tx.db.$queryRaw<{ comment: CommentRow }[]>`
    WITH given AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(added)}::jsonb) AS of (id int, answer jsonb)),
    changed AS (
      UPDATE review_comments k SET answers = k.answers || jsonb_build_array(given.answer),
        state = CASE WHEN k.state = 'resolved' THEN k.state ELSE 'answered' END, updated_at = clock_timestamp()
      FROM given WHERE k.id = given.id RETURNING k.*)
    SELECT to_jsonb(changed) AS comment FROM changed ORDER BY id`;
  const changed = rows.map(({ comment }) => comment);
  await record(tx, await commentsChanged(tx.db, task, "answered", changed));
  return changed;
}

/** Given by fields already, and repeated in the text. */
const isSame = (given: CommentAnswerWire | undefined, answer: CommentAnswerWire): boolean =>
  given?.run_id === answer.run_id && given.state === answer.state && given.text === answer.text;

async function refuseUnknown(
  tx: TxContext,
  task: Answered,
  given: HandInAnswers,
  found: ReadonlyMap<number, CommentRow>,
): Promise<void> {
  for (const [at, { comment_id: id }] of given.entries()) {
    const comment = found.get(id);
    if (!comment) throw invalid(`answers.${at}.comment_id`, await unknownComment(tx, task, id));
    if (comment.answers.length >= MOST_ANSWERS)
      throw new DomainError("conflict", `Comment ${id} has ${MOST_ANSWERS} answers already`, {
        comment_id: id,
        fix: "hand the work in, and let its reviewer settle the comment",
      });
  }
}

async function unknownComment(tx: TxContext, task: Answered, id: number): Promise<string> {
  const rows = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT id FROM review_comments WHERE task_id = ${task.id} AND state <> 'resolved' ORDER BY id LIMIT 20`;
  const known = rows.map((row) => row.id).join(", ");
  const has = known === "" ? "no comment waits for an answer" : `these wait for one: ${known}`;
  return `there is no comment ${id} on ${task.ticket_ref}: ${has}`;
}
