import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { ParsedScheduleResponse, ParseSchedule } from "@/lib/schedules/parse-schema";
import { parsedToWire } from "@/lib/schedules/parse-wire";
import { parseSchedule } from "@/lib/schedules/recurrence";

export const GET = defineRoute({
  id: "schedules.parse",
  summary: "What a schedule in cron or words means: cron, words and the next five times",
  query: ParseSchedule,
  response: ParsedScheduleResponse,
  handle: ({ ctx, query }) => {
    const now = ctx.clock.now();
    return ok(parsedToWire(parseSchedule(query.input, { timezone: query.timezone, now }), now));
  },
});
