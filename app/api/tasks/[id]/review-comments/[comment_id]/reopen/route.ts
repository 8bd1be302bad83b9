import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { reopenComment } from "@/lib/reviews/rounds/resolve";
import { CommentPath, Nothing } from "@/lib/reviews/rounds/schema";
import { ReviewCommentResponse } from "@/lib/rounds/shapes";

export const POST = defineRoute({
  id: "review_comments.reopen",
  summary: "Open a comment on the work again",
  role: "operator",
  params: CommentPath,
  body: Nothing,
  response: ReviewCommentResponse,
  handle: async ({ ctx, params }) =>
    ok({ comment: await reopenComment(ctx, params.id, params.comment_id) }),
});
