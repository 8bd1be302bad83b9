import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import { endEvery, every } from "@/lib/schedules/every";
import { scheduleWire } from "@/lib/schedules/queries";
import { EndEvery, Every } from "@/lib/schedules/schema";
import { CreatedScheduleResponse, ScheduleRemovedResponse } from "@/lib/schedules/shapes";

export const POST = defineRoute({
  id: "schedules.every",
  summary:
    "Give an agent the same task every so many minutes, in place of what it was given so before",
  role: "operator",
  body: Every,
  response: CreatedScheduleResponse,
  status: [201, 200],
  handle: async ({ ctx, body }) => {
    const { schedule, created: isNew } = await every(ctx, body);
    const answer = { schedule: await scheduleWire(ctx, schedule), created: isNew };
    return isNew ? created(answer) : ok(answer);
  },
});

export const DELETE = defineRoute({
  id: "schedules.end_every",
  summary: "End what an agent is given every so many minutes; its tasks stay",
  role: "operator",
  query: EndEvery,
  response: ScheduleRemovedResponse,
  handle: async ({ ctx, query }) => ok({ success: true, schedule: await endEvery(ctx, query) }),
});
