import { ActivitiesResponse } from "@/lib/api/event-payloads";
import { defineRoute } from "@/lib/api/route";
import { countEvents, readEventsBackwards, scopeOf } from "@/lib/events/replay";
import { ListActivities } from "@/lib/events/schema";
import { eventToWire } from "@/lib/events/wire";
import { ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "activities.list",
  summary: "List what happened, newest first",
  query: ListActivities,
  response: ActivitiesResponse,
  handle: async ({ ctx, query }) => {
    const { project_id: projectId, task_id: taskId, agent } = query;
    const types = query.types ?? query.type;
    const filter = scopeOf(ctx.actor, { types, projectId, taskId, agent });
    const events = await readEventsBackwards(ctx.db, query.limit + 1, filter, query.before);
    const page = events.slice(0, query.limit).map(eventToWire);
    return ok({
      activities: page,
      has_more: events.length > query.limit,
      hasMore: events.length > query.limit,
      total: await countEvents(ctx.db, filter),
      next_before: page.at(-1)?.id ?? null,
    });
  },
});
