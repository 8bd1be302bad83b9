import { workerOf } from "@/lib/agents/workers";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { runToWire } from "@/lib/runs/wire";
import { claimTask } from "@/lib/tasks/queue/claim";
import { ClaimTask, TaskPath } from "@/lib/tasks/schema";
import { ClaimResponse } from "@/lib/tasks/shapes";
import { etagOf, taskToWire } from "@/lib/tasks/wire";

export const POST = defineRoute({
  id: "tasks.claim",
  summary: "Claim one task for an agent",
  role: "operator",
  params: TaskPath,
  body: ClaimTask,
  response: ClaimResponse,
  handle: async ({ ctx, params, body, request }) => {
    const claim = await claimTask(ctx, {
      ref: params.id,
      agent: body.agent,
      maxCapacity: body.max_capacity,
      claimId: body.claim_id,
      worker: workerOf(request, body.worker),
      commands: body.commands,
    });
    const { task, run, feedback, answers, resumes } = claim;
    return ok(
      { task: taskToWire(task), run: runToWire(run), feedback, answers, resumes },
      { etag: etagOf(task) },
    );
  },
});
