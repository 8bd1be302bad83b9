import { defineRoute } from "@/lib/api/route";
import { created } from "@/lib/http/respond";
import { openContest } from "@/lib/turns/best-of";
import { CreateContest } from "@/lib/turns/schema";
import { ContestResponse } from "@/lib/turns/shapes";

export const POST = defineRoute({
  id: "contests.create",
  summary: "Give the same work to several agents, of which one is picked",
  role: "operator",
  body: CreateContest,
  response: ContestResponse,
  status: 201,
  handle: async ({ ctx, body }) => created(await openContest(ctx, body)),
});
