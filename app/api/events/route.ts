import { EventStream } from "@/lib/api/event-payloads";
import { defineRoute } from "@/lib/api/route";
import { scopeOf } from "@/lib/events/replay";
import { StreamEvents } from "@/lib/events/schema";
import { eventStream } from "@/lib/events/stream";
import { eventToWire } from "@/lib/events/wire";

export const GET = defineRoute({
  id: "events.stream",
  summary: "Follow events as they happen (server-sent events)",
  query: StreamEvents,
  response: EventStream,
  longLived: true,
  handle: ({ ctx, query, request, caller }) => {
    const last = request.headers.get("last-event-id");
    const after = last && /^\d{1,18}$/.test(last) ? BigInt(last) : (query.since ?? null);
    const { types, project_id: projectId, task_id: taskId, ticks } = query;
    const filter = scopeOf(ctx.actor, { types, projectId, taskId });
    return eventStream({ db: ctx.db, request, filter, after, ticks, toWire: eventToWire, caller });
  },
});
