import { defineRoute } from "@/lib/api/route";
import { DomainError } from "@/lib/core/errors";
import { ok } from "@/lib/http/respond";
import { latestVerdicts, reviewsOfTask } from "@/lib/reviews/queries";
import { recordVerdict } from "@/lib/reviews/record";
import { PostReview, ReviewQuery, ReviewRecorded, ReviewsResponse } from "@/lib/reviews/schema";
import { reviewToWire } from "@/lib/reviews/wire";

export const GET = defineRoute({
  id: "reviews.list",
  summary: "The verdicts on one task, or the latest of several",
  query: ReviewQuery,
  response: ReviewsResponse,
  handle: async ({ ctx, query }) => {
    if (query.taskIds !== undefined)
      return ok({ latest: await latestVerdicts(ctx, query.taskIds) });
    if (query.taskId === undefined) {
      throw new DomainError("invalid", "taskId is required", {
        problems: [{ field: "taskId", rule: "is required, or taskIds" }],
      });
    }
    const reviews = await reviewsOfTask(ctx, query.taskId);
    return ok({ reviews: reviews.map(reviewToWire) });
  },
});

export const POST = defineRoute({
  id: "reviews.record",
  summary:
    "Record a verdict on a task in any status, as existing clients do; `applied` says whether it moved the task",
  role: "operator",
  body: PostReview,
  response: ReviewRecorded,
  handle: async ({ ctx, body }) => {
    const { review } = await recordVerdict(ctx, {
      ref: body.taskId,
      reviewer: body.reviewer,
      verdict: body.status,
      notes: body.notes,
      checksOverride: body.override,
      ifLate: "record",
    });
    return ok({ success: true, id: review.id, applied: review.applied });
  },
});
