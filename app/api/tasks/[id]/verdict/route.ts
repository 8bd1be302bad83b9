import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { recordVerdict } from "@/lib/reviews/record";
import { JudgeTask, VerdictResponse } from "@/lib/reviews/schema";
import { reviewToWire } from "@/lib/reviews/wire";
import { commentToWire } from "@/lib/rounds/comment-row";
import { TaskPath } from "@/lib/tasks/schema";
import { etagOf, taskToWire } from "@/lib/tasks/wire";

export const POST = defineRoute({
  id: "tasks.judge",
  summary: "Approve or reject work in review; refused when it is not in review",
  role: "operator",
  params: TaskPath,
  body: JudgeTask,
  response: VerdictResponse,
  handle: async ({ ctx, params, body }) => {
    const { review, task, comments } = await recordVerdict(ctx, {
      ref: params.id,
      reviewer: body.reviewer,
      verdict: body.verdict,
      notes: body.notes,
      checksOverride: body.override,
      expectedEtag: body.etag,
      drafts: body.drafts,
      comments: body.comments,
      seen: body.seen,
    });
    return ok(
      {
        review: reviewToWire(review),
        task: taskToWire(task),
        comments: comments.map(commentToWire),
      },
      { etag: etagOf(task) },
    );
  },
});
