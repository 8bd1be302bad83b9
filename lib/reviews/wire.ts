import type { QualityReviewModel } from "@/prisma/generated/models";
import type { ReviewWire } from "./schema";

/** The review object of the API: the fields existing clients read, then Baton's own. */
export function reviewToWire(review: QualityReviewModel): ReviewWire {
  return {
    id: review.id,
    task_id: review.taskId,
    reviewer: review.reviewer,
    reviewer_kind: review.reviewerKind,
    status: review.status,
    notes: review.notes,
    cycle: review.cycle,
    resolution_hash: review.resolutionHash,
    applied: review.applied,
    override_reason: review.overrideReason,
    run_id: review.runId,
    created_at: Math.floor(review.createdAt.getTime() / 1000),
    workspace_id: 1,
  };
}
