import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { reportChange } from "@/lib/runs/evidence/report";
import { EvidenceResponse, ReportChange } from "@/lib/runs/evidence/schema";
import { RunPath } from "@/lib/runs/schema";

export const PUT = defineRoute({
  id: "runs.report_change",
  summary: "Report the commit that an open run hands in, with its branch, files and diff",
  role: "operator",
  params: RunPath,
  body: ReportChange,
  response: EvidenceResponse,
  handle: async ({ ctx, params, body }) =>
    ok({ evidence: await reportChange(ctx, params.id, body) }),
});
