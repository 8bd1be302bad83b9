import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { broadcast } from "@/lib/messages/broadcast";
import { Broadcast } from "@/lib/messages/schema";
import { BroadcastResponse } from "@/lib/messages/shapes";
import { TaskPath } from "@/lib/tasks/schema";

export const POST = defineRoute({
  id: "tasks.broadcast",
  summary: "Send a message to every agent that follows a task",
  role: "operator",
  params: TaskPath,
  body: Broadcast,
  response: BroadcastResponse,
  status: 200,
  handle: async ({ ctx, params, body }) => ok(await broadcast(ctx, params.id, body.message)),
});
