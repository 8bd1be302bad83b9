"use server";

import { type ActionResult, act } from "@/lib/api/action";
import { RowId } from "@/lib/core/fields";
import { parse } from "@/lib/http/validate";
import { createDraft, deleteDraft, updateDraft } from "@/lib/reviews/rounds/drafts";
import { reopenComment, resolveComment } from "@/lib/reviews/rounds/resolve";
import type { DraftWire } from "@/lib/reviews/rounds/shapes";
import { markViewed } from "@/lib/reviews/rounds/viewed";
import { ChangeDraft, MarkViewed, NewComment } from "@/lib/rounds/schema";
import type { ReviewCommentWire } from "@/lib/rounds/shapes";

/** Keeps a comment that is being written. Only its author sees it until it is sent with a verdict. */
export async function createDraftAction(
  task: number,
  input: NewComment,
): Promise<ActionResult<DraftWire>> {
  return act(async (ctx) =>
    createDraft(ctx, parse(RowId, task, "task"), parse(NewComment, input, "draft")),
  );
}

/** Replaces what a draft says, or moves it to other lines. */
export async function updateDraftAction(
  task: number,
  id: number,
  change: ChangeDraft,
): Promise<ActionResult<DraftWire>> {
  return act(async (ctx) =>
    updateDraft(
      ctx,
      parse(RowId, task, "task"),
      parse(RowId, id, "draft"),
      parse(ChangeDraft, change, "draft"),
    ),
  );
}

export async function deleteDraftAction(task: number, id: number): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    await deleteDraft(ctx, parse(RowId, task, "task"), parse(RowId, id, "draft"));
    return null;
  });
}

/** Marks a file of the work as viewed, or not: in the version whose hash is named. */
export async function markViewedAction(
  task: number,
  input: MarkViewed,
): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    await markViewed(ctx, parse(RowId, task, "task"), parse(MarkViewed, input, "viewed"));
    return null;
  });
}

/** Closes a comment that was sent: what it asked for is done, or no longer wanted. */
export async function resolveCommentAction(
  task: number,
  id: number,
): Promise<ActionResult<ReviewCommentWire>> {
  return act(async (ctx) =>
    resolveComment(ctx, parse(RowId, task, "task"), parse(RowId, id, "comment")),
  );
}

export async function reopenCommentAction(
  task: number,
  id: number,
): Promise<ActionResult<ReviewCommentWire>> {
  return act(async (ctx) =>
    reopenComment(ctx, parse(RowId, task, "task"), parse(RowId, id, "comment")),
  );
}
