import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { listRuns } from "@/lib/runs/list";
import { ListRuns } from "@/lib/runs/schema";
import { RunListResponse } from "@/lib/runs/shapes";
import { runToWire } from "@/lib/runs/wire";

export const GET = defineRoute({
  id: "runs.list",
  summary: "List runs, newest first, without their prompts and outputs",
  query: ListRuns,
  response: RunListResponse,
  handle: async ({ ctx, query }) => {
    const page = await listRuns(ctx, query);
    return ok({ runs: page.runs.map(runToWire), next_before: page.nextBefore });
  },
});
