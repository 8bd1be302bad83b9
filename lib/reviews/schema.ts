import { z } from "zod";
import { AgentName, line, MAX_INT } from "@/lib/core/fields";
import { TaskRef } from "@/lib/tasks/schema";

export const MAX_NOTES = 20_000;

/** A verdict as existing clients send it. `reviewer` names the reviewer where a general key speaks; others are who they are. */
export const PostReview = z.strictObject({
  taskId: TaskRef,
  reviewer: AgentName.optional(),
  status: z.enum(["approved", "rejected"]),
  notes: line(MAX_NOTES, "notes"),
});
export type PostReview = z.output<typeof PostReview>;

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

/** The verdicts of one task, or the latest of several. */
export const ReviewQuery = z.strictObject({ taskId: RefParam.optional(), taskIds: Ids.optional() });

const VerdictShape = z.enum(["approved", "rejected"]);

export const ReviewShape = z.object({
  id: z.int(),
  task_id: z.int(),
  reviewer: z.string(),
  reviewer_kind: z.enum(["user", "agent", "key"]),
  status: VerdictShape,
  notes: z.string(),
  cycle: z.int(),
  resolution_hash: z.string().nullable(),
  applied: z.boolean(),
  override_reason: z.string().nullable(),
  run_id: z.int().nullable(),
  created_at: z.int(),
  workspace_id: z.int(),
});

/** `reviews` for `taskId`, `latest` for `taskIds`. */
export const ReviewsResponse = z.union([
  z.object({ reviews: z.array(ReviewShape) }),
  z.object({
    latest: z.record(
      z.string(),
      z.object({ status: VerdictShape, reviewer: z.string(), created_at: z.int() }).nullable(),
    ),
  }),
]);

export const ReviewRecorded = z.object({ success: z.literal(true), id: z.int() });
