import { z } from "zod";
import { defineRoute } from "@/lib/api/route";
import { PageLimit } from "@/lib/core/fields";
import { ok } from "@/lib/http/respond";
import { reviewQueue } from "@/lib/reviews/queries";
import { waitingReviewToWire } from "@/lib/reviews/queue-wire";

export const GET = defineRoute({
  summary: "The work that waits for a verdict, the longest waiting first",
  query: z.strictObject({ limit: PageLimit }),
  handle: async ({ ctx, query }) => {
    const waiting = await reviewQueue(ctx, query.limit);
    return ok({ reviews: waiting.map(waitingReviewToWire) });
  },
});
