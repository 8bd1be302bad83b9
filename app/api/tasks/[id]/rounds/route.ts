import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { listRounds } from "@/lib/reviews/rounds/rounds";
import { RoundsResponse } from "@/lib/reviews/rounds/shapes";
import { TaskPath } from "@/lib/tasks/schema";

export const GET = defineRoute({
  id: "rounds.list",
  summary: "The rounds of a task: what was handed in, its checks, verdicts and comments",
  params: TaskPath,
  response: RoundsResponse,
  handle: async ({ ctx, params }) => ok({ rounds: await listRounds(ctx, params.id) }),
});
