import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import { TaskPath } from "@/lib/tasks/schema";
import { giveToSeveral, readContest } from "@/lib/turns/best-of";
import { GiveToSeveral } from "@/lib/turns/schema";
import { ContestResponse } from "@/lib/turns/shapes";

export const GET = defineRoute({
  id: "contests.read",
  summary: "Read the same work of several agents side by side, with checks, cost and time",
  params: TaskPath,
  response: ContestResponse,
  handle: async ({ ctx, params }) => ok(await readContest(ctx, params.id)),
});

export const POST = defineRoute({
  id: "contests.give",
  summary: "Give a task that nobody has begun to several agents, of which one is picked",
  role: "operator",
  params: TaskPath,
  body: GiveToSeveral,
  response: ContestResponse,
  status: 201,
  handle: async ({ ctx, params, body }) => created(await giveToSeveral(ctx, params.id, body)),
});
