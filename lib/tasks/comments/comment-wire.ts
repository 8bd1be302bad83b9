import type { CommentWire } from "@/lib/tasks/shapes";
import type { CommentModel } from "@/prisma/generated/models";

export function commentToWire(comment: CommentModel): CommentWire {
  return {
    id: comment.id,
    task_id: comment.taskId,
    author: comment.author,
    author_kind: comment.authorKind,
    content: comment.content,
    created_at: Math.floor(comment.createdAt.getTime() / 1000),
    parent_id: comment.parentId,
    mentions: comment.mentions,
    workspace_id: 1,
    replies: [],
  };
}

/** Comments as a tree, oldest first. A comment whose parent is missing is at the top level. */
export function commentTree(comments: CommentModel[]): CommentWire[] {
  const byId = new Map(comments.map((comment) => [comment.id, commentToWire(comment)]));
  const roots: CommentWire[] = [];
  for (const wire of byId.values()) {
    const parent = wire.parent_id === null ? undefined : byId.get(wire.parent_id);
    (parent ? parent.replies : roots).push(wire);
  }
  return roots;
}
