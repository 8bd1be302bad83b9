import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { TaskPath } from "@/lib/tasks/schema";
import { readContest } from "@/lib/turns/best-of";
import { ContestResponse } from "@/lib/turns/shapes";

export const GET = defineRoute({
  id: "contests.read",
  summary: "Read the same work of several agents side by side, with checks, cost and time",
  params: TaskPath,
  response: ContestResponse,
  handle: async ({ ctx, params }) => ok(await readContest(ctx, params.id)),
});
