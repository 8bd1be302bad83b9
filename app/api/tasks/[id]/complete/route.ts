import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { completeTask } from "@/lib/tasks/change/report";
import { CompleteTask, TaskPath } from "@/lib/tasks/schema";
import { TaskResponse } from "@/lib/tasks/shapes";
import { etagOf, taskToWire } from "@/lib/tasks/wire";

export const POST = defineRoute({
  id: "tasks.complete",
  summary: "Hand work in: to review, or done when the task needs none",
  role: "operator",
  params: TaskPath,
  body: CompleteTask,
  response: TaskResponse,
  handle: async ({ ctx, params, body }) => {
    const task = await completeTask(ctx, {
      ref: params.id,
      runId: body.run_id,
      resolution: body.resolution,
      outcome: body.outcome,
      actualHours: body.actual_hours,
      usage: {
        tokensIn: body.tokens_in,
        tokensOut: body.tokens_out,
        costUsd: body.cost_usd,
        model: body.model,
      },
      answers: body.answers,
    });
    return ok({ task: taskToWire(task) }, { etag: etagOf(task) });
  },
});
