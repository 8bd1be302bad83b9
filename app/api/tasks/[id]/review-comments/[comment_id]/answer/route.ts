import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { CommentPath } from "@/lib/reviews/rounds/schema";
import { answerComment } from "@/lib/rounds/answer";
import { AnswerComment } from "@/lib/rounds/schema";
import { ReviewCommentResponse } from "@/lib/rounds/shapes";

export const POST = defineRoute({
  id: "review_comments.answer",
  summary: "Answer a comment on the work, as who holds it",
  role: "operator",
  params: CommentPath,
  body: AnswerComment,
  response: ReviewCommentResponse,
  handle: async ({ ctx, params, body }) =>
    ok({ comment: await answerComment(ctx, params.id, params.comment_id, body) }),
});
