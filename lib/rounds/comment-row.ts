import { toUnixSeconds } from "@/lib/core/clock";
import type { Around } from "./place";
import type { AnchorWire, CommentAnswerWire, FeedbackComment, ReviewCommentWire } from "./shapes";

/** A row of `review_comments`, as `to_jsonb` writes it. */
export interface CommentRow {
  id: number;
  task_id: number;
  review_id: number;
  run_id: number | null;
  round: number | null;
  author: string;
  author_kind: string;
  anchor: AnchorWire;
  quote: string | null;
  around: Around | null;
  body: string;
  state: FeedbackComment["state"];
  answers: CommentAnswerWire[];
  resolved_by: string | null;
  created_at: string;
  updated_at: string;
}

/** The comment object of the API. */
export function commentToWire(row: CommentRow): ReviewCommentWire {
  return {
    id: row.id,
    task_id: row.task_id,
    round: row.round,
    review_id: row.review_id,
    author: row.author,
    author_kind: row.author_kind,
    anchor: row.anchor,
    quote: row.quote,
    body: row.body,
    state: row.state,
    answers: row.answers,
    resolved_by: row.resolved_by,
    created_at: toUnixSeconds(row.created_at),
    updated_at: toUnixSeconds(row.updated_at),
  };
}
