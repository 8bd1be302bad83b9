import { defineRoute } from "@/lib/api/route";
import type { Queryable } from "@/lib/core/database";
import { retentionDays, setRetentionDays } from "@/lib/events/retention";
import { RetentionResponse, UpdateRetention } from "@/lib/events/schema";
import { ok } from "@/lib/http/respond";

const answer = async (db: Queryable) => {
  const { days, isSet } = await retentionDays(db);
  return ok({ retention_days: days, is_set: isSet });
};

export const GET = defineRoute({
  id: "events.retention",
  summary: "Say for how many days events are kept",
  response: RetentionResponse,
  handle: ({ ctx }) => answer(ctx.db),
});

export const PUT = defineRoute({
  id: "events.set_retention",
  summary: "Set for how many days events are kept",
  response: RetentionResponse,
  role: "admin",
  body: UpdateRetention,
  handle: async ({ ctx, body }) => {
    await setRetentionDays(ctx, body.retention_days);
    return answer(ctx.db);
  },
});
