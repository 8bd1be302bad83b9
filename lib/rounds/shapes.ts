import { z } from "zod";
import { Seconds, TextOrNull } from "@/lib/core/shapes";
import { ANSWER_STATES } from "./answer-lines";
import { TEXT_FIELDS } from "./schema";

export const AnchorShape = z
  .union([
    z.strictObject({
      kind: z.literal("code"),
      commit: z.string(),
      path: z.string(),
      side: z.enum(["new", "old"]),
      start_line: z.int().nullable(),
      end_line: z.int().nullable(),
    }),
    z.strictObject({
      kind: z.literal("text"),
      field: z.enum(TEXT_FIELDS),
      paragraph: z.int(),
      hash: z.string(),
    }),
  ])
  .meta({
    id: "CommentAnchor",
    description: "What a comment is about: lines of a changed file, or a paragraph of a text.",
  });
export type AnchorWire = z.output<typeof AnchorShape>;

const CommentAnswerShape = z.strictObject({
  text: z.string(),
  state: z.enum(ANSWER_STATES),
  by: z.string(),
  run_id: z.int().nullable(),
  at: Seconds,
});
export type CommentAnswerWire = z.output<typeof CommentAnswerShape>;

export const COMMENT_STATES = ["open", "answered", "resolved"] as const;

/** What is told to agents of a comment. */
const facts = {
  id: z.int(),
  state: z.enum(COMMENT_STATES),
  anchor: AnchorShape,
  /** The lines or the paragraph that it is about, as they were. */
  quote: TextOrNull,
  body: z.string(),
  /** Oldest first. */
  answers: z.array(CommentAnswerShape),
};

export const FeedbackCommentShape = z.strictObject(facts).meta({
  id: "FeedbackComment",
  description: "A comment of a rejection on lines or a paragraph of the rejected work.",
});
export type FeedbackComment = z.output<typeof FeedbackCommentShape>;

const comment = {
  ...facts,
  task_id: z.int(),
  /** The round that it was sent in. */
  round: z.int().nullable(),
  review_id: z.int(),
  author: z.string(),
  author_kind: z.string(),
  resolved_by: TextOrNull,
  created_at: Seconds,
  updated_at: Seconds,
};

export const ReviewCommentShape = z.strictObject(comment).meta({
  id: "ReviewComment",
  description: "A comment on the work that was sent with a verdict.",
});
export type ReviewCommentWire = z.output<typeof ReviewCommentShape>;

/** The same, with where its lines are in a later round. */
export const PlacedCommentShape = z
  .strictObject({
    ...comment,
    /** `anchor` is null if its lines or its paragraph are gone: then it is outdated. */
    place: z.strictObject({ outdated: z.boolean(), anchor: AnchorShape.nullable() }),
  })
  .meta({ id: "PlacedReviewComment", description: "A comment, and where it is in the round." });
export type PlacedCommentWire = z.output<typeof PlacedCommentShape>;

export const ReviewCommentsResponse = z.strictObject({ comments: z.array(ReviewCommentShape) });
export const ReviewCommentResponse = z.strictObject({ comment: ReviewCommentShape });
