import { callerOf } from "@/lib/core/actor";
import type { TxContext } from "@/lib/core/context";
import { DomainError, invalid } from "@/lib/core/errors";
import type { CommentRow } from "@/lib/rounds/comment-row";
import type { NewComment } from "@/lib/rounds/schema";
import type { TaskRow } from "@/lib/tasks/row";
import type { QualityReviewModel } from "@/prisma/generated/models";
import { currentWork, type DraftRow, isCurrent } from "./drafts";
import { type Quote, quoteFrom } from "./quote";
import type { Work } from "./work";

/** A comment that is about to be sent. */
export interface Said extends Quote {
  body: string;
  round: number;
  run_id: number | null;
  /** The draft that it was. */
  draft: number | null;
}

interface Given {
  drafts?: readonly number[];
  comments?: readonly NewComment[];
}

/**
 * The comments that go with a verdict, the caller's drafts first. Fails with `conflict` if a draft is about work that was handed in again
 * since, `invalid` if it is none of theirs. Reads nothing for a verdict without comments. Index: review_drafts_pkey.
 */
export async function commentsToSend(
  tx: TxContext,
  task: TaskRow,
  { drafts = [], comments = [] }: Given,
): Promise<Said[]> {
  if (drafts.length + comments.length === 0) return [];
  const ids = [...new Set(drafts)];
  const rows = await tx.db.$queryRaw<{ draft: DraftRow }[]>`
    SELECT to_jsonb(d) AS draft FROM (
      SELECT * FROM review_drafts WHERE id = ANY(${ids}::int[]) AND task_id = ${task.id} AND caller = ${callerOf(tx.actor)}
      ORDER BY id FOR UPDATE) d`;
  const missing = ids.filter((id) => rows.every(({ draft }) => draft.id !== id));
  if (missing.length > 0)
    throw invalid(
      "drafts",
      `${missing.join(", ")} is no draft of yours on ${task.ticket_ref}: read your drafts again`,
    );
  const work = await currentWork(tx.db, task);
  const superseded = rows.filter(({ draft }) => !isCurrent(draft, work));
  if (superseded.length > 0)
    throw aboutOtherWork(
      task,
      superseded.map(({ draft }) => draft.id),
    );
  return [
    ...rows.map(({ draft }) => said(work, draft, draft.body, draft.id)),
    ...comments.map(({ anchor, body }, at) =>
      said(work, quoteFrom(work, anchor, `comments.${at}.anchor`), body, null),
    ),
  ];
}

const said = (
  { round, run_id }: Work,
  { anchor, quote, around }: Quote,
  body: string,
  draft: number | null,
): Said => ({ anchor, quote, around, body, round, run_id, draft });

function aboutOtherWork({ ticket_ref: ref }: TaskRow, ids: number[]): DomainError {
  const which = ids.length === 1 ? "One of your drafts is" : `${ids.length} of your drafts are`;
  return new DomainError("conflict", `${which} about work of ${ref} that was handed in again`, {
    superseded: ids,
    fix: "move each to the lines as they are now, or delete it, and send again",
  });
}

/** Sends comments with their verdict; drafts are none any more. */
export async function sendComments(
  tx: TxContext,
  review: QualityReviewModel,
  comments: readonly Said[],
): Promise<CommentRow[]> {
  if (comments.length === 0) return [];
  const drafts = comments.flatMap(({ draft }) => (draft === null ? [] : [draft]));
  await tx.db.$executeRaw`DELETE FROM review_drafts WHERE id = ANY(${drafts}::int[])`;
  const rows = await tx.db.$queryRaw<{ comment: CommentRow }[]>`
    WITH sent AS (
      INSERT INTO review_comments (task_id, review_id, run_id, round, author, author_kind, anchor, quote, around, body)
      SELECT ${review.taskId}, ${review.id}, s.run_id, s.round, ${review.reviewer}, ${review.reviewerKind}, s.anchor, s.quote,
        NULLIF(s.around, 'null'), s.body
      FROM jsonb_to_recordset(${JSON.stringify(comments)}::jsonb)
        AS s (run_id int, round int, anchor jsonb, quote text, around jsonb, body text)
      RETURNING *)
    SELECT to_jsonb(sent) AS comment FROM sent ORDER BY id`;
  return rows.map(({ comment }) => comment);
}
