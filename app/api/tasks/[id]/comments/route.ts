import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import { addComment, listComments } from "@/lib/tasks/comments/comments";
import { AddComment, IdPage, TaskPath } from "@/lib/tasks/schema";
import { AddedCommentResponse, CommentsResponse } from "@/lib/tasks/shapes";

export const GET = defineRoute({
  id: "tasks.comments",
  summary:
    "Read a task's newest comments as a tree, the oldest of them first; the cursor leads to earlier ones",
  params: TaskPath,
  query: IdPage,
  response: CommentsResponse,
  handle: async ({ ctx, params, query }) => ok(await listComments(ctx, params.id, query)),
});

export const POST = defineRoute({
  id: "tasks.comment",
  summary: "Comment on a task; every @name must exist",
  role: "operator",
  params: TaskPath,
  body: AddComment,
  response: AddedCommentResponse,
  status: 201,
  handle: async ({ ctx, params, body }) => {
    const { comment, autoAssignedTo } = await addComment(ctx, params.id, body);
    return created({ comment, ...(autoAssignedTo ? { auto_assigned_to: autoAssignedTo } : {}) });
  },
});
