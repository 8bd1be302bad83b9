import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { listReviewComments } from "@/lib/rounds/comments";
import { ListReviewComments } from "@/lib/rounds/schema";
import { ReviewCommentsResponse } from "@/lib/rounds/shapes";
import { TaskPath } from "@/lib/tasks/schema";

export const GET = defineRoute({
  id: "review_comments.list",
  summary: "The comments on lines and paragraphs of a task's work, with what was answered",
  params: TaskPath,
  query: ListReviewComments,
  response: ReviewCommentsResponse,
  handle: async ({ ctx, params, query }) =>
    ok({ comments: await listReviewComments(ctx, params.id, query) }),
});
