import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import { addComment, listComments } from "@/lib/tasks/comments";
import { AddComment, TaskPath } from "@/lib/tasks/schema";
import { AddedCommentResponse, CommentsResponse } from "@/lib/tasks/shapes";

export const GET = defineRoute({
  id: "tasks.comments",
  summary: "Read a task's comments as a tree, oldest first",
  params: TaskPath,
  response: CommentsResponse,
  handle: async ({ ctx, params }) => ok(await listComments(ctx, params.id)),
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
