import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { listRunsOf } from "@/lib/schedules/queries";
import { RunsPage, SchedulePath } from "@/lib/schedules/schema";
import { ScheduleRunsResponse } from "@/lib/schedules/shapes";

export const GET = defineRoute({
  id: "schedules.runs",
  summary: "What came of a schedule's due times, the latest first",
  params: SchedulePath,
  query: RunsPage,
  response: ScheduleRunsResponse,
  handle: async ({ ctx, params, query }) => {
    const { runs, next } = await listRunsOf(ctx, params.id, query);
    return ok({ runs, next_cursor: next });
  },
});
