import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { RunStatistics } from "@/lib/runs/schema";
import { RunStatisticsResponse } from "@/lib/runs/shapes";
import { runStatistics, statisticsToWire } from "@/lib/runs/statistics";

export const GET = defineRoute({
  id: "runs.statistics",
  summary: "Sum up the runs of the last days, per agent",
  query: RunStatistics,
  response: RunStatisticsResponse,
  handle: async ({ ctx, query }) => {
    const { since, agents } = await runStatistics(ctx, query);
    return ok({ since: Math.floor(since.getTime() / 1000), agents: agents.map(statisticsToWire) });
  },
});
