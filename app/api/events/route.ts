import { defineRoute } from "@/lib/api/route";
import { hasRole, projectLimitOf } from "@/lib/core/actor";
import { StreamEvents } from "@/lib/events/schema";
import { eventStream } from "@/lib/events/stream";
import { eventToWire } from "@/lib/tasks/event-wire";

export const GET = defineRoute({
  summary: "Follow events as they happen (server-sent events)",
  query: StreamEvents,
  longLived: true,
  handle: ({ ctx, query, request }) => {
    const last = request.headers.get("last-event-id");
    const after = last && /^\d{1,18}$/.test(last) ? BigInt(last) : (query.since ?? null);
    const projectId = projectLimitOf(ctx.actor) ?? query.project_id;
    const withoutAudit = !hasRole(ctx.actor, "admin");
    const filter = { types: query.types, projectId, taskId: query.task_id, withoutAudit };
    return eventStream(ctx.db, request, filter, after, eventToWire);
  },
});
