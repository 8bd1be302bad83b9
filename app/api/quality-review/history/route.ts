import { z } from "zod";
import { defineRoute } from "@/lib/api/route";
import { MAX_INT, numberParam, PageLimit } from "@/lib/core/fields";
import { ok } from "@/lib/http/respond";
import { verdictHistory } from "@/lib/reviews/queries";
import { pastVerdictToWire } from "@/lib/reviews/queue-wire";

export const GET = defineRoute({
  summary: "The verdicts on all tasks, newest first",
  query: z.strictObject({ limit: PageLimit, before: numberParam(1, MAX_INT).optional() }),
  handle: async ({ ctx, query }) => {
    const past = await verdictHistory(ctx, { limit: query.limit + 1, before: query.before });
    const page = past.slice(0, query.limit).map(pastVerdictToWire);
    const more = past.length > query.limit;
    return ok({ verdicts: page, next_before: more ? (page.at(-1)?.id ?? null) : null });
  },
});
