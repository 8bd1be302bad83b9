import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { changeSchedules } from "@/lib/schedules/bulk";
import { schedulesWire } from "@/lib/schedules/queries";
import { BulkSchedules } from "@/lib/schedules/schema";
import { BulkSchedulesResponse } from "@/lib/schedules/shapes";

export const POST = defineRoute({
  id: "schedules.bulk",
  summary: "Pause, resume or remove several schedules, all or none",
  role: "operator",
  body: BulkSchedules,
  response: BulkSchedulesResponse,
  handle: async ({ ctx, body }) => {
    const schedules = await schedulesWire(ctx, await changeSchedules(ctx, body));
    return ok({ action: body.action, schedules });
  },
});
