import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { pauseSchedule } from "@/lib/schedules/pause";
import { scheduleWire } from "@/lib/schedules/queries";
import { PauseSchedule, SchedulePath } from "@/lib/schedules/schema";
import { ScheduleResponse } from "@/lib/schedules/shapes";

export const POST = defineRoute({
  id: "schedules.pause",
  summary: "Pause a schedule, with a note for those who wonder why",
  role: "operator",
  params: SchedulePath,
  body: PauseSchedule,
  response: ScheduleResponse,
  handle: async ({ ctx, params, body }) =>
    ok({ schedule: await scheduleWire(ctx, await pauseSchedule(ctx, params.id, body.note)) }),
});
