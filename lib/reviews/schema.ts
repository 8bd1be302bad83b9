import { z } from "zod";
import { AgentName, line, MAX_INT, numberParam, PageLimit, RowId, text } from "@/lib/core/fields";
import { Seconds, TextOrNull } from "@/lib/core/shapes";
import { MOST_COMMENTS, NewComment, Seen } from "@/lib/rounds/schema";
import { ReviewCommentShape } from "@/lib/rounds/shapes";
import { RunShape } from "@/lib/runs/shapes";
import { STATUSES } from "@/lib/tasks/lifecycle";
import { TaskRef } from "@/lib/tasks/schema";
import { TaskShape } from "@/lib/tasks/shapes";

export const MAX_NOTES = 20_000;

/** Why work is approved although its checks are red or missing. People and operator keys alone may give it. */
const Override = line(MAX_NOTES, "override").optional();

/**
 * A verdict as existing clients send it. `reviewer` is only read from general keys and does not decide which name is
 * recorded.
 */
export const PostReview = z.strictObject({
  taskId: TaskRef,
  reviewer: AgentName.optional(),
  status: z.enum(["approved", "rejected"]),
  notes: line(MAX_NOTES, "notes"),
  override: Override,
});
export type PostReview = z.output<typeof PostReview>;

/** A verdict on work in review. With the `etag` that was read it counts for that work only. */
export const JudgeTask = z
  .strictObject({
    verdict: z.enum(["approved", "rejected"]),
    /** May be left out of a rejection that has comments. */
    notes: text(MAX_NOTES).default(""),
    override: Override,
    reviewer: AgentName.optional(),
    etag: z.string().min(1).max(100).optional(),
    /** The ids of the caller's drafts that go with the verdict. */
    drafts: z
      .array(RowId)
      .max(MOST_COMMENTS, `must have at most ${MOST_COMMENTS} drafts`)
      .optional(),
    /** Comments that are no drafts. */
    comments: z
      .array(NewComment)
      .max(MOST_COMMENTS, `must have at most ${MOST_COMMENTS} comments`)
      .optional(),
    /** What the reviewer saw, as the round gave it: the verdict is refused if it has changed since. */
    seen: Seen.optional(),
  })
  .superRefine((verdict, context) => {
    const count = (verdict.drafts?.length ?? 0) + (verdict.comments?.length ?? 0);
    if (verdict.notes.trim() === "" && !(count > 0 && verdict.verdict === "rejected"))
      context.addIssue({
        code: "custom",
        path: ["notes"],
        message: "notes is required, except for a rejection with comments",
      });
    if (count > MOST_COMMENTS)
      context.addIssue({
        code: "custom",
        path: ["comments"],
        message: `must be at most ${MOST_COMMENTS} together with the drafts`,
      });
    if (count > 0 && verdict.seen === undefined)
      context.addIssue({
        code: "custom",
        path: ["seen"],
        message: "is required with comments: send `seen` of the round that you read",
      });
  });

const RefParam = z
  .string()
  .trim()
  .transform((value, context) => {
    const ref = TaskRef.safeParse(value);
    if (ref.success) return ref.data;
    context.addIssue({ code: "custom", message: "must be a task's id or its ticket_ref" });
    return z.NEVER;
  });

const Ids = z
  .string()
  .regex(/^\s*\d{1,10}\s*(,\s*\d{1,10}\s*)*$/, "must be task ids with commas between them")
  .transform((value) => [...new Set(value.split(",").map(Number))])
  .refine((ids) => ids.length <= 200, "must name at most 200 tasks")
  .refine((ids) => ids.every((id) => id <= MAX_INT), "must be task ids");

/** The verdicts of one task, or the latest ones of several. */
export const ReviewQuery = z.strictObject({ taskId: RefParam.optional(), taskIds: Ids.optional() });

const VerdictShape = z.enum(["approved", "rejected"]);

export const ReviewShape = z
  .strictObject({
    id: z.int(),
    task_id: z.int(),
    reviewer: z.string(),
    reviewer_kind: z.string(),
    status: VerdictShape,
    notes: z.string(),
    cycle: z.int(),
    resolution_hash: TextOrNull,
    applied: z.boolean(),
    override_reason: TextOrNull,
    run_id: z.int().nullable(),
    created_at: Seconds,
    workspace_id: z.literal(1),
  })
  .meta({ id: "Review", description: "A verdict on the work of a task." });
export type ReviewWire = z.output<typeof ReviewShape>;

const LatestVerdict = z.strictObject({
  status: VerdictShape,
  reviewer: z.string(),
  created_at: Seconds,
});
export type LatestVerdict = z.output<typeof LatestVerdict>;

/** `reviews` for `taskId`, `latest` for `taskIds`. */
export const ReviewsResponse = z.union([
  z.strictObject({ reviews: z.array(ReviewShape) }),
  z.strictObject({ latest: z.record(z.string(), LatestVerdict.nullable()) }),
]);
/** `applied` is false for a verdict that came too late or too early to move the task. */
export const ReviewRecorded = z.strictObject({
  success: z.literal(true),
  id: z.int(),
  applied: z.boolean(),
});
export const VerdictResponse = z.strictObject({
  review: ReviewShape,
  task: TaskShape,
  /** Those that went with it. */
  comments: z.array(ReviewCommentShape),
});

export const ReviewQueueQuery = z.strictObject({ limit: PageLimit });
const WaitingReviewShape = z
  .strictObject({ task: TaskShape, reviews: z.array(ReviewShape), run: RunShape.nullable() })
  .meta({
    id: "WaitingReview",
    description:
      "A task in review with its earlier verdicts, newest first, and the review that is under way.",
  });
export type WaitingReviewWire = z.output<typeof WaitingReviewShape>;
export const ReviewQueueResponse = z.strictObject({ reviews: z.array(WaitingReviewShape) });

export const ReviewHistoryQuery = z.strictObject({
  limit: PageLimit,
  before: numberParam(1, MAX_INT).optional(),
});
const PastVerdictShape = ReviewShape.extend({
  task: z.strictObject({
    id: z.int(),
    ticket_ref: z.string(),
    title: z.string(),
    status: z.enum(STATUSES),
    assigned_to: TextOrNull,
    project_id: z.int(),
    resolution_hash: TextOrNull,
  }),
}).meta({ id: "PastVerdict", description: "A verdict with the task it was given on." });
export type PastVerdictWire = z.output<typeof PastVerdictShape>;
export const ReviewHistoryResponse = z.strictObject({
  verdicts: z.array(PastVerdictShape),
  next_before: z.int().nullable(),
});
export type VerdictPage = z.output<typeof ReviewHistoryResponse>;
