import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import { readCron, writeCron } from "@/lib/schedules/cron-jobs";
import {
  CronBody,
  CronQuery,
  CronReadResponse,
  CronWriteResponse,
} from "@/lib/schedules/cron-jobs-schema";

export const GET = defineRoute({
  id: "cron.read",
  summary: "Schedules as existing clients know them: list, history, logs",
  query: CronQuery,
  response: CronReadResponse,
  handle: async ({ ctx, query }) => ok(await readCron(ctx, query)),
});

export const POST = defineRoute({
  id: "cron.write",
  summary: "Create a schedule, or do what `action` names to one",
  role: "operator",
  body: CronBody,
  response: CronWriteResponse,
  status: [200, 201],
  handle: async ({ ctx, body }) => {
    const written = await writeCron(ctx, body);
    const isNew = body.action === undefined || body.action === "create";
    return isNew ? created(written) : ok(written);
  },
});
