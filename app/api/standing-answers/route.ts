import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import { CreateStandingAnswer, ListStandingAnswers } from "@/lib/requests/schema";
import { StandingAnswerResponse, StandingAnswersResponse } from "@/lib/requests/shapes";
import {
  createStandingAnswer,
  listStandingAnswers,
  standingAnswerToWire,
} from "@/lib/requests/standing";

export const GET = defineRoute({
  id: "standing_answers.list",
  summary: "List the answers that are given to permissions without asking, newest first",
  query: ListStandingAnswers,
  response: StandingAnswersResponse,
  handle: async ({ ctx, query }) => {
    const { answers, next } = await listStandingAnswers(ctx, query);
    return ok({ standing_answers: answers.map(standingAnswerToWire), next_cursor: next });
  },
});

export const POST = defineRoute({
  id: "standing_answers.create",
  summary: "Answer every permission for a tool from now on, such as always allow it in a project",
  role: "operator",
  body: CreateStandingAnswer,
  response: StandingAnswerResponse,
  status: 201,
  handle: async ({ ctx, body }) =>
    created({ standing_answer: standingAnswerToWire(await createStandingAnswer(ctx, body)) }),
});
