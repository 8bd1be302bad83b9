import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import { createSchedule } from "@/lib/schedules/create";
import { listSchedules, scheduleWire } from "@/lib/schedules/queries";
import { CreateSchedule, ListSchedules } from "@/lib/schedules/schema";
import { CreatedScheduleResponse, ScheduleListResponse } from "@/lib/schedules/shapes";

export const GET = defineRoute({
  id: "schedules.list",
  summary: "List the schedules with their health and latest run",
  query: ListSchedules,
  response: ScheduleListResponse,
  handle: async ({ ctx, query }) => {
    const { schedules, next } = await listSchedules(ctx, query);
    return ok({ schedules, next_cursor: next });
  },
});

export const POST = defineRoute({
  id: "schedules.create",
  summary: "Create a schedule, or change the one with the same key",
  role: "operator",
  body: CreateSchedule,
  response: CreatedScheduleResponse,
  status: [201, 200],
  handle: async ({ ctx, body }) => {
    const { schedule, created: isNew } = await createSchedule(ctx, body);
    const answer = { schedule: await scheduleWire(ctx, schedule), created: isNew };
    return isNew ? created(answer) : ok(answer);
  },
});
