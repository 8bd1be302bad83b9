import { expect, it } from "vitest";
import type { CommentWire } from "@/lib/tasks/shapes";
import { commentTree } from "./comment-tree";

const comment = (
  id: number,
  parent_id: number | null = null,
  replies: CommentWire[] = [],
): CommentWire => ({
  id,
  task_id: 1,
  author: "Ada",
  author_kind: "user",
  content: `comment ${id}`,
  created_at: id,
  parent_id,
  mentions: [],
  workspace_id: 1,
  replies,
});

it("puts replies of a later page below the comments they answer", () => {
  const older = [comment(1, null, [comment(2, 1)]), comment(3)];
  const newer = [comment(4, 2), comment(5, 99), comment(6, null, [comment(7, 6)])];
  expect(commentTree([...older, ...newer])).toEqual([
    comment(1, null, [comment(2, 1, [comment(4, 2)])]),
    comment(3),
    comment(5, 99),
    comment(6, null, [comment(7, 6)]),
  ]);
});
