import { SEEN_EVERY_SECONDS } from "@/lib/agents/presence";
import { OFFLINE_AFTER_MS } from "@/lib/agents/row";
import { termsOf } from "@/lib/auth/permissions";
import { agentNameOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { excerpt } from "@/lib/events/excerpt";
import { commentToWire } from "@/lib/tasks/comments/comment-wire";
import { idOrRef } from "@/lib/tasks/find";
import { ATTEMPT_LIMITS } from "@/lib/tasks/lifecycle";
import type { TaskRow } from "@/lib/tasks/row";
import type { QualityReviewModel } from "@/prisma/generated/models";
import type { Recorded, VerdictInput } from "./record";
import { rejectionTexts } from "./rejection";
import { identityOf, isReviewerByName, namesOf } from "./reviewers";
import { reviewToWire } from "./wire";

/** `review.recorded`, `task.commented`, and the change of the task. */
const EVENTS = 3;

interface ReviewRow {
  id: number;
  task_id: number;
  cycle: number;
  resolution_hash: string | null;
  work_run_id: number | null;
  created_at: string;
}

/**
 * Records a verdict on a task in review that stands alone (prisma/sql/reports-alone.sql), in one statement. Returns null, having
 * changed nothing, for any other task, for who may not judge it, for the last rejection, and for verdicts that override another
 * or name what they judged, and for those with comments.
 */
export async function judgeAlone(ctx: Context, input: VerdictInput): Promise<Recorded | null> {
  const { actor } = ctx;
  const terms = termsOf(actor, "review.record");
  const isPlain =
    input.overrideReason === undefined &&
    input.seenAt == null &&
    input.resolutionHash === undefined &&
    input.expectedEtag === undefined &&
    input.runId === undefined &&
    input.seen === undefined &&
    !input.drafts?.length &&
    !input.comments?.length;
  if (terms === null || terms.runId !== null || !isPlain) return null;
  const identity = identityOf(actor, input.reviewer);
  const review = reviewFrom(input, identity);
  const speaker = agentNameOf(actor);
  const needsRole = actor.kind === "agent" && !isReviewerByName(actor.name);
  const { id, ticketRef } = idOrRef(input.ref);
  const rejections = Array.from({ length: ATTEMPT_LIMITS.reviewCycles - 1 }, (_, at) => {
    const { content, error } = rejectionTexts({ ...review, cycle: at + 1 });
    return { content, error, comment: commentFrom(identity, excerpt(content)) };
  });
  return ctx.statement(
    async (db, ordinal) => {
      const [row] = await db.$queryRaw<{ done: { review: ReviewRow; task: TaskRow } | null }[]>`
        SELECT judge_alone(${id}::int, ${ticketRef}, ${terms.projectId}::int, ${needsRole ? actor.agentId : null}::int,
          ${namesOf(actor, identity)}::text[], ${speaker}, ${SEEN_EVERY_SECONDS}::int, ${OFFLINE_AFTER_MS}::int,
          ${input.verdict}::verdict, ${identity.reviewer}, ${identity.kind}, ${input.notes},
          ${JSON.stringify({ ...reviewToWire(review), notes: excerpt(input.notes) })}::jsonb, ${JSON.stringify(rejections)}::jsonb,
          ${ordinal}::int, ${actor.name}, ${actor.kind}) AS done`;
      return row?.done
        ? { review: stored(review, row.done.review), task: row.done.task, comments: [] }
        : null;
    },
    (recorded) => recorded !== null,
    EVENTS,
  );
}

/** The verdict before it is stored; the database adds what it knows. */
function reviewFrom(
  input: VerdictInput,
  identity: { reviewer: string; kind: string },
): QualityReviewModel {
  return {
    id: 0,
    taskId: 0,
    reviewer: identity.reviewer,
    reviewerKind: identity.kind,
    status: input.verdict,
    notes: input.notes,
    cycle: 0,
    resolutionHash: null,
    applied: true,
    overrideReason: null,
    runId: null,
    workRunId: null,
    createdAt: new Date(0),
  };
}

const stored = (review: QualityReviewModel, row: ReviewRow): QualityReviewModel => ({
  ...review,
  id: row.id,
  taskId: row.task_id,
  cycle: row.cycle,
  resolutionHash: row.resolution_hash,
  workRunId: row.work_run_id,
  createdAt: new Date(row.created_at),
});

const commentFrom = (identity: { reviewer: string; kind: string }, content: string) =>
  commentToWire({
    id: 0,
    taskId: 0,
    author: identity.reviewer,
    authorKind: identity.kind,
    content,
    parentId: null,
    mentions: [],
    runId: null,
    createdAt: new Date(0),
  });
