import { defineRoute } from "@/lib/api/route";
import { toUnixSeconds } from "@/lib/core/clock";
import { ok } from "@/lib/http/respond";
import { agenda } from "@/lib/schedules/queries";
import { AgendaQuery } from "@/lib/schedules/schema";
import { AgendaResponse } from "@/lib/schedules/shapes";

export const GET = defineRoute({
  id: "schedules.agenda",
  summary: "The due times to come of all schedules",
  query: AgendaQuery,
  response: AgendaResponse,
  handle: async ({ ctx, query }) => {
    const { entries, hasMore } = await agenda(ctx, query);
    return ok({
      entries: entries.map(({ at, scheduleId, name }) => ({
        at: toUnixSeconds(at),
        schedule_id: scheduleId,
        name,
      })),
      has_more: hasMore,
    });
  },
});
