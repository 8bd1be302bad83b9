import { defineRoute } from "@/lib/api/route";
import { created } from "@/lib/http/respond";
import { SchedulePath } from "@/lib/schedules/schema";
import { ScheduleRunResponse } from "@/lib/schedules/shapes";
import { triggerSchedule } from "@/lib/schedules/trigger";
import { runToWire } from "@/lib/schedules/wire";

export const POST = defineRoute({
  id: "schedules.trigger",
  summary: "Create a task of a schedule now, paused or not",
  role: "operator",
  params: SchedulePath,
  response: ScheduleRunResponse,
  status: 201,
  handle: async ({ ctx, params }) =>
    created({ run: runToWire(await triggerSchedule(ctx, params.id)) }),
});
