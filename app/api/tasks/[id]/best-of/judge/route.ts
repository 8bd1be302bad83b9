import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { TaskPath } from "@/lib/tasks/schema";
import { judgeContest } from "@/lib/turns/judge-contest";
import { JudgeContest } from "@/lib/turns/schema";
import { ContestResponse } from "@/lib/turns/shapes";

export const POST = defineRoute({
  id: "contests.judge",
  summary: "Have an agent compare the work of the others and pick one",
  role: "operator",
  params: TaskPath,
  body: JudgeContest,
  response: ContestResponse,
  handle: async ({ ctx, params, body }) => ok(await judgeContest(ctx, params.id, body)),
});
