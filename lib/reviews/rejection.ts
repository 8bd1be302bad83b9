import { ATTEMPT_LIMITS } from "@/lib/tasks/lifecycle";
import type { QualityReviewModel } from "@/prisma/generated/models";

/** What a rejection says: its comment, and the error on the task. */
export function rejectionTexts({
  cycle,
  reviewer,
  notes,
}: Pick<QualityReviewModel, "cycle" | "reviewer" | "notes">): { content: string; error: string } {
  return {
    content: `Quality Review Rejected (attempt ${cycle}/${ATTEMPT_LIMITS.reviewCycles}):\n${notes}`,
    error: `Quality review rejected by ${reviewer}: ${notes}`,
  };
}
