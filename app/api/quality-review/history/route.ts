import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { verdictHistory } from "@/lib/reviews/queries";
import { pastVerdictToWire } from "@/lib/reviews/queue-wire";
import { ReviewHistoryQuery, ReviewHistoryResponse } from "@/lib/reviews/schema";

export const GET = defineRoute({
  id: "reviews.history",
  summary: "The verdicts on all tasks, newest first",
  query: ReviewHistoryQuery,
  response: ReviewHistoryResponse,
  handle: async ({ ctx, query }) => {
    const past = await verdictHistory(ctx, { limit: query.limit + 1, before: query.before });
    const page = past.slice(0, query.limit).map(pastVerdictToWire);
    const more = past.length > query.limit;
    return ok({ verdicts: page, next_before: more ? (page.at(-1)?.id ?? null) : null });
  },
});
