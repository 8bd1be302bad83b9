import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { readCronJob } from "@/lib/schedules/cron-jobs";
import { CronJobResponse, CronPath } from "@/lib/schedules/cron-jobs-schema";

export const GET = defineRoute({
  id: "cron.job",
  summary: "Read a schedule as a job, by name or id",
  params: CronPath,
  response: CronJobResponse,
  handle: async ({ ctx, params }) => ok(await readCronJob(ctx, params.name)),
});
