import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { readTimeline } from "@/lib/workflows/timeline/read";
import { TimelinePath, TimelineQuery, TimelineResponse } from "@/lib/workflows/timeline/shapes";

export const GET = defineRoute({
  id: "workflow_runs.timeline",
  summary:
    "How the stages of a workflow's run spent their time: waiting for inputs, for somebody to take them or for a person, working, in review",
  params: TimelinePath,
  query: TimelineQuery,
  response: TimelineResponse,
  handle: async ({ ctx, params, query }) => ok(await readTimeline(ctx, params.id, query.stage)),
});
