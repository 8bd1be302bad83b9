import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import {
  ClientRunsResponse,
  ListClientRuns,
  ReportClientRun,
  ReportedRunResponse,
} from "@/lib/mission-control/run-shapes";
import { listClientRuns, ofRunProtocol, reportClientRun } from "@/lib/mission-control/runs";

export const GET = defineRoute({
  id: "client_runs.list",
  summary: "List runs in the shape of the agent run protocol, newest first",
  query: ListClientRuns,
  response: ClientRunsResponse,
  handle: async ({ ctx, query }) => ofRunProtocol(ok(await listClientRuns(ctx, query))),
});

export const POST = defineRoute({
  id: "client_runs.report",
  summary: "Report a run that happened elsewhere and is over",
  role: "operator",
  body: ReportClientRun,
  response: ReportedRunResponse,
  status: 201,
  handle: async ({ ctx, body }) => ofRunProtocol(created(await reportClientRun(ctx, body))),
});
