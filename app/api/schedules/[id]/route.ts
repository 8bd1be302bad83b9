import { defineRoute } from "@/lib/api/route";
import { alias } from "@/lib/http/define-route";
import { ok } from "@/lib/http/respond";
import { removeSchedule } from "@/lib/schedules/pause";
import { readSchedule, scheduleWire } from "@/lib/schedules/queries";
import { SchedulePath, UpdateSchedule } from "@/lib/schedules/schema";
import { ScheduleRemovedResponse, ScheduleResponse } from "@/lib/schedules/shapes";
import { updateSchedule } from "@/lib/schedules/update";

export const GET = defineRoute({
  id: "schedules.read",
  summary: "Read a schedule, by id or name",
  params: SchedulePath,
  response: ScheduleResponse,
  handle: async ({ ctx, params }) => ok({ schedule: await readSchedule(ctx, params.id) }),
});

export const PATCH = defineRoute({
  id: "schedules.update",
  summary: "Change a schedule: absent fields stay, the template is replaced as a whole",
  role: "operator",
  params: SchedulePath,
  body: UpdateSchedule,
  response: ScheduleResponse,
  handle: async ({ ctx, params, body }) =>
    ok({ schedule: await scheduleWire(ctx, await updateSchedule(ctx, params.id, body)) }),
});

export const PUT = alias(PATCH, "schedules.put");

export const DELETE = defineRoute({
  id: "schedules.remove",
  summary: "Remove a schedule with its history; its tasks stay",
  role: "operator",
  params: SchedulePath,
  response: ScheduleRemovedResponse,
  handle: async ({ ctx, params }) => {
    const schedule = await readSchedule(ctx, params.id);
    await removeSchedule(ctx, String(schedule.id));
    return ok({ success: true, schedule });
  },
});
