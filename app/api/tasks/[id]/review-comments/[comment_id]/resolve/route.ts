import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { resolveComment } from "@/lib/reviews/rounds/resolve";
import { CommentPath, Nothing } from "@/lib/reviews/rounds/schema";
import { ReviewCommentResponse } from "@/lib/rounds/shapes";

export const POST = defineRoute({
  id: "review_comments.resolve",
  summary: "Settle a comment on the work",
  role: "operator",
  params: CommentPath,
  body: Nothing,
  response: ReviewCommentResponse,
  handle: async ({ ctx, params }) =>
    ok({ comment: await resolveComment(ctx, params.id, params.comment_id) }),
});
