import { defineRoute } from "@/lib/api/route";
import { created } from "@/lib/http/respond";
import { bulkCreate } from "@/lib/tasks/change/bulk";
import { BulkCreate } from "@/lib/tasks/schema";
import { BulkCreateResponse } from "@/lib/tasks/shapes";
import { taskToWire } from "@/lib/tasks/wire";

export const POST = defineRoute({
  id: "tasks.bulk_create",
  summary: "Create many tasks at once, with parents and dependencies among them: all or none",
  role: "operator",
  body: BulkCreate,
  response: BulkCreateResponse,
  status: 201,
  handle: async ({ ctx, body }) => {
    const tasks = await bulkCreate(ctx, body);
    return created({ tasks: tasks.map((task) => taskToWire(task)) });
  },
});
