import { countActivities, listActivities } from "@/lib/activity/list";
import { activityStats } from "@/lib/activity/stats";
import { activityToWire } from "@/lib/activity/wire";
import { ActivitiesResponse } from "@/lib/api/event-payloads";
import { defineRoute } from "@/lib/api/route";
import { ListActivities } from "@/lib/events/schema";
import { ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "activities.list",
  summary: "List what happened, newest first",
  query: ListActivities,
  response: ActivitiesResponse,
  handle: async ({ ctx, query }) => {
    if (query.stats !== undefined) return ok(await activityStats(ctx, query.hours));
    const { events, hasMore, nextBefore } = await listActivities(ctx, query);
    return ok({
      activities: events.map(activityToWire),
      has_more: hasMore,
      hasMore,
      total: await countActivities(ctx, query),
      next_before: nextBefore === null ? null : Number(nextBefore),
    });
  },
});
