import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { listRuns } from "@/lib/runs/list";
import { ListRuns } from "@/lib/runs/schema";
import { runToWire } from "@/lib/runs/wire";

export const GET = defineRoute({
  summary: "List runs, newest first, without their prompts and outputs",
  query: ListRuns,
  handle: async ({ ctx, query }) => {
    const page = await listRuns(ctx, query);
    return ok({ runs: page.runs.map(runToWire), next_before: page.nextBefore });
  },
});
