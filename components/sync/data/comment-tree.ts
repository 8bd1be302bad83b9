import type { CommentWire } from "@/lib/tasks/shapes";

/**
 * Combines pages of comments, oldest first, into one tree. A reply whose parent is on an earlier page comes separately.
 */
export function commentTree(comments: readonly CommentWire[]): CommentWire[] {
  const all = comments
    .flatMap(withReplies)
    .map((comment) => ({ ...comment, replies: [] as CommentWire[] }));
  const byId = new Map(all.map((comment) => [comment.id, comment]));
  return all.filter((comment) => {
    const parent = comment.parent_id === null ? undefined : byId.get(comment.parent_id);
    parent?.replies.push(comment);
    return parent === undefined;
  });
}

/** Every comment of a tree. */
export const flatComments = (comments: readonly CommentWire[]): CommentWire[] =>
  comments.flatMap(withReplies);

const withReplies = (comment: CommentWire): CommentWire[] => [
  comment,
  ...comment.replies.flatMap(withReplies),
];
