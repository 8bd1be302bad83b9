import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { resumeSchedule } from "@/lib/schedules/pause";
import { scheduleWire } from "@/lib/schedules/queries";
import { SchedulePath } from "@/lib/schedules/schema";
import { ScheduleResponse } from "@/lib/schedules/shapes";

export const POST = defineRoute({
  id: "schedules.resume",
  summary: "Resume a paused schedule with its next due time",
  role: "operator",
  params: SchedulePath,
  response: ScheduleResponse,
  handle: async ({ ctx, params }) =>
    ok({ schedule: await scheduleWire(ctx, await resumeSchedule(ctx, params.id)) }),
});
