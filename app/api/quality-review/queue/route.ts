import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { reviewQueue } from "@/lib/reviews/queries";
import { waitingReviewToWire } from "@/lib/reviews/queue-wire";
import { ReviewQueueQuery, ReviewQueueResponse } from "@/lib/reviews/schema";

export const GET = defineRoute({
  id: "reviews.queue",
  summary: "The work that waits for a verdict, the longest waiting first",
  query: ReviewQueueQuery,
  response: ReviewQueueResponse,
  handle: async ({ ctx, query }) => {
    const waiting = await reviewQueue(ctx, query.limit);
    return ok({ reviews: waiting.map(waitingReviewToWire) });
  },
});
