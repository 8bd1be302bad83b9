import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { evidenceOfTask } from "@/lib/runs/evidence/evidence";
import { EvidenceResponse } from "@/lib/runs/evidence/schema";
import { findReadable } from "@/lib/tasks/find";
import { TaskPath } from "@/lib/tasks/schema";

export const GET = defineRoute({
  id: "tasks.checks",
  summary: "The checks that are asked of a task's work, and how they ended on what it has now",
  params: TaskPath,
  response: EvidenceResponse,
  handle: async ({ ctx, params }) => {
    const { id } = await findReadable(ctx, params.id);
    return ok({ evidence: await evidenceOfTask(ctx.db, id) });
  },
});
