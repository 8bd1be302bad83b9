import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { whyTask } from "@/lib/tasks/read/why";
import { TaskPath } from "@/lib/tasks/schema";
import { WhyResponse } from "@/lib/tasks/shapes";

export const GET = defineRoute({
  id: "tasks.why",
  summary: "Why a task does not go on now: what it waits for, or who has it",
  params: TaskPath,
  response: WhyResponse,
  handle: async ({ ctx, params }) => {
    const { task, reasons } = await whyTask(ctx, params.id);
    const { id, ticket_ref, title, status, assigned_to } = task;
    return ok({ task: { id, ticket_ref, title, status, assigned_to }, reasons });
  },
});
