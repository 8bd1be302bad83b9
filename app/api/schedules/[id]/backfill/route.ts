import { defineRoute } from "@/lib/api/route";
import { toUnixSeconds } from "@/lib/core/clock";
import { ok } from "@/lib/http/respond";
import { BackfillSchedule, SchedulePath } from "@/lib/schedules/schema";
import { BackfillResponse } from "@/lib/schedules/shapes";
import { backfillSchedule } from "@/lib/schedules/trigger";
import { runToWire } from "@/lib/schedules/wire";

export const POST = defineRoute({
  id: "schedules.backfill",
  summary: "Create the tasks of past due times that have none",
  role: "operator",
  params: SchedulePath,
  body: BackfillSchedule,
  response: BackfillResponse,
  handle: async ({ ctx, params, body }) => {
    const { due, runs, existing } = await backfillSchedule(ctx, params.id, body);
    return ok({ due: due.map((at) => toUnixSeconds(at)), runs: runs.map(runToWire), existing });
  },
});
