import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { bulkComplete } from "@/lib/tasks/change/bulk";
import { BulkComplete } from "@/lib/tasks/schema";
import { BulkCompleteResponse } from "@/lib/tasks/shapes";
import { taskToWire } from "@/lib/tasks/wire";

export const POST = defineRoute({
  id: "tasks.bulk_complete",
  summary: "Hand in the work on several tasks, each by itself: the answer says what became of each",
  role: "operator",
  body: BulkComplete,
  response: BulkCompleteResponse,
  // Not one transaction: each task is handed in whatever becomes of the others.
  longLived: true,
  handle: async ({ ctx, body }) => {
    const results = (await bulkComplete(ctx, body)).map((result) => {
      if ("task" in result) return { id: result.ref, ok: true, task: taskToWire(result.task) };
      const { code, message, details } = result.refused;
      return { id: result.ref, ok: false, code, error: message, fix: details.fix };
    });
    return ok({ completed: results.filter((result) => result.ok).length, results });
  },
});
