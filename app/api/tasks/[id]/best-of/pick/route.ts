import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { TaskPath } from "@/lib/tasks/schema";
import { pickEntry } from "@/lib/turns/pick-entry";
import { PickEntry } from "@/lib/turns/schema";
import { ContestResponse } from "@/lib/turns/shapes";

export const POST = defineRoute({
  id: "contests.pick",
  summary: "Approve the work of one agent, and cancel that of the others",
  role: "operator",
  params: TaskPath,
  body: PickEntry,
  response: ContestResponse,
  handle: async ({ ctx, params, body }) => ok(await pickEntry(ctx, params.id, body)),
});
