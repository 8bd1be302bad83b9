import { z } from "zod";
import { line, MAX_INT, RowId, storable } from "@/lib/core/fields";
import { ANSWER_STATES } from "./answer-lines";

/** Comments on the work of a round: where they are, what they say, and what agents answer. */

export const MOST_COMMENTS = 200;
const LONGEST_COMMENT = 10_000;
const MOST_LINES = 200;

/** A whole commit id. */
export const Commit = z
  .string("must be text")
  .regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/, "must be a whole commit id in lower-case hexadecimal");

const Fingerprint = z
  .string("must be text")
  .regex(/^[0-9a-f]{16}$/, "must be a hash as a round gives it: 16 hexadecimal digits");

const LineNumber = z
  .int("must be a whole number")
  .min(1, "must be at least 1")
  .max(MAX_INT)
  .nullable()
  .default(null);

export const TEXT_FIELDS = ["resolution", "description", "acceptance_criteria"] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

export const Path = z
  .string("must be text")
  .min(1, "is required")
  .max(4_096, "must have at most 4096 characters")
  .transform(storable);

/** Lines of a changed file; the whole file without line numbers. */
const CodeAnchor = z
  .strictObject({
    kind: z.literal("code"),
    commit: Commit,
    path: Path,
    /** The version of the file that the numbers are of. */
    side: z.enum(["new", "old"]).default("new"),
    start_line: LineNumber,
    end_line: LineNumber,
  })
  .refine(({ start_line, end_line }) => start_line !== null || end_line === null, {
    path: ["start_line"],
    error: "is required with end_line; leave both out for the whole file",
  })
  .transform(({ end_line, ...anchor }) => ({ ...anchor, end_line: end_line ?? anchor.start_line }))
  .refine(({ start_line, end_line }) => (end_line ?? 0) >= (start_line ?? 0), {
    path: ["end_line"],
    error: "must not be less than start_line",
  })
  .refine(({ start_line, end_line }) => (end_line ?? 0) - (start_line ?? 0) < MOST_LINES, {
    path: ["end_line"],
    error: `must be at most ${MOST_LINES - 1} lines after start_line: comment on fewer lines`,
  });

/** A paragraph of one of the task's texts. */
const TextAnchor = z.strictObject({
  kind: z.literal("text"),
  field: z.enum(TEXT_FIELDS),
  paragraph: z.int("must be a whole number").min(0, "must not be negative").max(MAX_INT),
  hash: Fingerprint,
});

export const Anchor = z.union([CodeAnchor, TextAnchor]);
export type Anchor = z.output<typeof Anchor>;

const CommentText = line(LONGEST_COMMENT, "body");

export const NewComment = z.strictObject({ anchor: Anchor, body: CommentText });
export type NewComment = z.output<typeof NewComment>;

export const ChangeDraft = z
  .strictObject({ body: CommentText.optional(), anchor: Anchor.optional() })
  .refine(({ body, anchor }) => body !== undefined || anchor !== undefined, {
    path: ["body"],
    error: "is required, or anchor to move the draft",
  });
export type ChangeDraft = z.output<typeof ChangeDraft>;

/** What a reviewer saw of the work, as its round gave it. */
export const Seen = z.strictObject({
  run_id: RowId.nullable(),
  commit: Commit.nullable(),
  resolution_hash: z.string().max(100).nullable(),
  /** Of the checks and how they ended. */
  checks: Fingerprint,
});
export type Seen = z.output<typeof Seen>;

const answer = {
  text: line(LONGEST_COMMENT, "text"),
  state: z.enum(ANSWER_STATES, "must be fixed, wont_fix or question"),
};

/** Answers to comments of a rejection, given with the hand-in. */
export const HandInAnswers = z
  .array(z.strictObject({ comment_id: RowId, ...answer }))
  .max(MOST_COMMENTS, `must have at most ${MOST_COMMENTS} answers`)
  .refine(
    (answers) => new Set(answers.map(({ comment_id }) => comment_id)).size === answers.length,
    "must answer each comment once",
  );
export type HandInAnswers = z.output<typeof HandInAnswers>;

export const AnswerComment = z.strictObject({ ...answer, run_id: RowId.optional() });
export type AnswerComment = z.output<typeof AnswerComment>;

export const ListReviewComments = z.strictObject({
  state: z.enum(["open", "answered", "resolved"]).optional(),
});
export type ListReviewComments = z.output<typeof ListReviewComments>;

export const MarkViewed = z.strictObject({ path: Path, hash: Fingerprint, viewed: z.boolean() });
export type MarkViewed = z.output<typeof MarkViewed>;
