import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { evidenceOfRun } from "@/lib/runs/evidence/evidence";
import { reportChecks } from "@/lib/runs/evidence/report";
import { EvidenceResponse, ReportChecks, RunEvidenceResponse } from "@/lib/runs/evidence/schema";
import { RunPath } from "@/lib/runs/schema";

export const GET = defineRoute({
  id: "runs.checks",
  summary: "The checks that are asked of a run's work, how they ended, and the commit it hands in",
  params: RunPath,
  response: RunEvidenceResponse,
  handle: async ({ ctx, params }) => ok(await evidenceOfRun(ctx, params.id)),
});

export const PUT = defineRoute({
  id: "runs.report_checks",
  summary: "Report how checks ended on the commit that an open run hands in",
  role: "operator",
  params: RunPath,
  body: ReportChecks,
  response: EvidenceResponse,
  handle: async ({ ctx, params, body }) =>
    ok({ evidence: await reportChecks(ctx, params.id, body) }),
});
