import { sawAgent } from "@/lib/agents/presence";
import { authorize } from "@/lib/auth/permissions";
import { assertMayWrite } from "@/lib/auth/writes";
import { agentNameOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { metrics } from "@/lib/core/metrics";
import { record } from "@/lib/events/append";
import { excerpt } from "@/lib/events/excerpt";
import type { CommentRow } from "@/lib/rounds/comment-row";
import type { NewComment, Seen } from "@/lib/rounds/schema";
import { notesFrom } from "@/lib/rounds/words";
import { evidenceOfTask, isProven, notProven } from "@/lib/runs/evidence/evidence";
import { changeTask } from "@/lib/tasks/change/change";
import { failForGood } from "@/lib/tasks/change/escalate";
import { reopened } from "@/lib/tasks/change/reopened";
import type { Change, TaskColumns } from "@/lib/tasks/columns";
import { writeComment } from "@/lib/tasks/comments/comment-record";
import { feedbackFor } from "@/lib/tasks/comments/feedback";
import { ATTEMPT_LIMITS, restingStatus } from "@/lib/tasks/lifecycle";
import { lockTask } from "@/lib/tasks/locks";
import { assertEtag } from "@/lib/tasks/queue/fence";
import type { TaskRow } from "@/lib/tasks/row";
import type { TaskRef } from "@/lib/tasks/schema";
import { taskToWire } from "@/lib/tasks/wire";
import type { QualityReviewModel } from "@/prisma/generated/models";
import { judgeAlone } from "./judge.sql";
import { tooLate } from "./late";
import { rejectionTexts } from "./rejection";
import { REVIEW_COLUMNS } from "./review-row";
import { assertMayJudge, type Identity, identityOf } from "./reviewers";
import { assertSeen } from "./rounds/seen";
import { commentsToSend, sendComments } from "./rounds/send";
import type { Verdict } from "./verdict";
import { reviewToWire } from "./wire";

export interface VerdictInput {
  ref: TaskRef;
  /** Who judges, when a general key or Baton reports for somebody. People and agents always judge as themselves. */
  reviewer?: string;
  verdict: Verdict;
  notes: string;
  /** The resolution that was judged. The verdict moves the task only if that is still its resolution. */
  resolutionHash?: string | null;
  /** Why a person overrides the current verdict. */
  overrideReason?: string;
  /** Why the work is approved although checks are red or missing. */
  checksOverride?: string;
  runId?: number;
  expectedEtag?: string;
  /** The task's `status_changed_at` as the caller read it, in Unix seconds: work that was handed in again since is not judged. */
  seenAt?: number | null;
  /** The caller's drafts that go with it. */
  drafts?: readonly number[];
  /** Comments on the work that are no drafts. */
  comments?: readonly NewComment[];
  /** What the reviewer saw of the work. */
  seen?: Seen;
  /** What to do with a verdict that moves nothing: refuse it, which is the default, or record it for the history. */
  ifLate?: "refuse" | "record";
}

export interface Recorded {
  review: QualityReviewModel;
  /** The task after the verdict. */
  task: TaskRow;
  /** The comments that went with it. */
  comments: CommentRow[];
}

/**
 * Records a verdict. A task in review is moved: approved to done; rejected back to its agent with the feedback, the third
 * time to failed. For a task in another status, or work that has changed since, it fails with `conflict`, or records the verdict
 * without effect where the caller asks for that, and an approval against its checks without a reason. Comments go with it in the same
 * transaction, or the verdict is refused: `conflict` for drafts about work that was handed in again. An applied verdict can only be reversed by a person who gives a reason. Fails with
 * `forbidden` if the actor may not judge this work and `conflict` if there is nothing to override.
 */
export async function recordVerdict(ctx: Context, input: VerdictInput): Promise<Recorded> {
  const alone = await judgeAlone(ctx, input);
  if (alone === null) return recordInStructure(ctx, input);
  const counted = { verdict: input.verdict, reviewer_kind: alone.review.reviewerKind };
  ctx.afterCommit(() => metrics().verdicts.inc(counted));
  return alone;
}

/** The same for any task. */
export async function recordInStructure(ctx: Context, input: VerdictInput): Promise<Recorded> {
  return ctx.transaction(async (tx) => {
    const task = await lockTask(tx, input.ref);
    authorize(tx.actor, "review.record", { projectId: task.project_id });
    const identity = identityOf(tx.actor, input.reviewer);
    await assertMayJudge(tx, task, identity, input.verdict);
    assertEtag(task, input.expectedEtag);
    const agent = agentNameOf(tx.actor);
    if (agent !== null) await sawAgent(tx, agent);

    const effect = await effectOf(tx, task, input);
    if (effect === "none" && input.ifLate !== "record") throw await tooLate(tx, task);
    if (input.seen) await assertSeen(tx, task, input.seen);
    const said = await commentsToSend(tx, task, input);
    if (said.length > 0 && effect !== "verdict") throw await tooLate(tx, task);
    const overrideReason =
      input.overrideReason ?? (await reasonAgainstChecks(tx, task, input, effect));
    const isCommentsAlone = input.notes.trim() === "" && said.length > 0;
    const notes = isCommentsAlone ? notesFrom(said.map(({ anchor }) => anchor)) : input.notes;
    const review = await insert(tx, task, { ...input, notes, overrideReason }, identity, effect);
    const comments = await sendComments(tx, review, said);
    await record(tx, {
      type: "review.recorded",
      projectId: task.project_id,
      taskId: task.id,
      agent: task.assigned_to,
      runId: review.runId,
      data: {
        review: { ...reviewToWire(review), notes: excerpt(review.notes) },
        ticket_ref: task.ticket_ref,
        title: task.title,
        ...(comments.length > 0 ? { comments: comments.length } : {}),
      },
    });
    const counted = { verdict: input.verdict, reviewer_kind: identity.kind };
    tx.afterCommit(() => metrics().verdicts.inc(counted));
    if (effect === "none") return { review, task, comments };
    const after =
      input.verdict === "approved" ? approve(tx, task, effect) : reject(tx, task, review, effect);
    return { review, task: await after, comments };
  });
}

/** What a verdict does: nothing, the regular move out of review, or an override of the applied verdict. */
type Effect = "none" | "verdict" | "override";

async function effectOf(tx: TxContext, task: TaskRow, input: VerdictInput): Promise<Effect> {
  const overrides = input.overrideReason !== undefined;
  if (overrides && tx.actor.kind !== "user") {
    throw new DomainError("forbidden", "Access denied: only a person may override a verdict.", {
      fix: "sign in and decide in the browser",
    });
  }
  const isSeen = input.seenAt == null || input.seenAt === taskToWire(task).status_changed_at;
  const isCurrent =
    isSeen && (input.resolutionHash === undefined || input.resolutionHash === task.resolution_hash);
  if (task.status === "review") return isCurrent ? "verdict" : "none";
  if (!overrides) return "none";

  const [applied] = await tx.db.$queryRaw<{ status: Verdict; resolution_hash: string | null }[]>`
    SELECT status, resolution_hash FROM quality_reviews WHERE task_id = ${task.id} AND applied ORDER BY id DESC LIMIT 1`;
  const stands = applied && applied.status !== input.verdict;
  const sameWork = isCurrent && applied?.resolution_hash === task.resolution_hash;
  const place = input.verdict === "approved" ? task.status === "assigned" : task.status === "done";
  if (stands && sameWork && place) return "override";
  throw new DomainError(
    "conflict",
    `${task.ticket_ref} is ${task.status}: there is no verdict to turn around`,
    {
      status: task.status,
      fix:
        input.verdict === "approved"
          ? "approve a task that was rejected and waits for its agent, or one in review"
          : "reject a task that was approved and is done, or one in review",
    },
  );
}

/**
 * Why work is approved although its checks are red or missing; undefined where no reason is needed. Fails with `conflict` without one,
 * and with `forbidden` for an agent.
 */
async function reasonAgainstChecks(
  tx: TxContext,
  task: TaskRow,
  input: VerdictInput,
  effect: Effect,
): Promise<string | undefined> {
  if (input.verdict !== "approved" || effect === "none") return undefined;
  const evidence = await evidenceOfTask(tx.db, task.id);
  if (isProven(evidence)) return undefined;
  if (input.checksOverride === undefined) throw notProven(task.ticket_ref, evidence);
  assertMayWrite(tx.actor, { verb: "overrideChecks", task });
  return input.checksOverride;
}

async function insert(
  tx: TxContext,
  task: TaskRow,
  input: VerdictInput,
  identity: Identity,
  effect: Effect,
): Promise<QualityReviewModel> {
  const resolutionHash =
    input.resolutionHash === undefined ? task.resolution_hash : input.resolutionHash;
  const isApplied = effect !== "none";
  const [row] = await tx.db.$queryRaw<QualityReviewModel[]>`
    INSERT INTO quality_reviews (task_id, reviewer, reviewer_kind, status, notes, cycle, resolution_hash, applied, override_reason, run_id,
      work_run_id)
    VALUES (${task.id}, ${identity.reviewer}, ${identity.kind}, ${input.verdict}::verdict, ${input.notes}, ${cycleOf(task, effect)}::int,
      ${resolutionHash}, ${isApplied}, ${input.overrideReason ?? null}, ${input.runId ?? null}::int,
      CASE WHEN ${isApplied} THEN work_of(${task.id}::int) END)
    RETURNING ${REVIEW_COLUMNS}`;
  return row as QualityReviewModel;
}

/** The number of the review round: one more than the rejections that count. Rejecting finished work starts again at one. */
function cycleOf(task: TaskRow, effect: Effect): number {
  if (effect === "override" && task.status === "done") return 1;
  return effect === "verdict" ? task.review_cycles + 1 : task.review_cycles;
}

function approve(tx: TxContext, task: TaskRow, effect: Effect): Promise<TaskRow> {
  return changeTask(tx, task, {
    to: "done",
    set: { error_message: null, outcome: task.outcome ?? "success" },
    data: { reason: "approved", ...(effect === "override" ? { override: true } : {}) },
  });
}

async function reject(
  tx: TxContext,
  task: TaskRow,
  review: QualityReviewModel,
  effect: Effect,
): Promise<TaskRow> {
  const { cycle, reviewer } = review;
  const { content, error } = rejectionTexts(review);
  await writeComment(tx, task, {
    author: reviewer,
    authorKind: review.reviewerKind as "user" | "agent" | "key",
    content,
  });
  if (cycle >= ATTEMPT_LIMITS.reviewCycles) return failAfterRejections(tx, task, cycle);
  const change: Change & { set: TaskColumns } = {
    to: effect === "override" ? restingStatus(task.assigned_to) : "assigned",
    set: {
      review_cycles: cycle,
      error_message: error,
    },
    data: { reason: "rejected", review_cycles: cycle },
  };
  if (effect === "override") {
    // A reopened task starts with new counters, and this rejection is the first that counts.
    change.set = { ...reopened(), ...change.set, reviews_count_from_id: review.id };
    change.data = { ...change.data, override: true };
  }
  return changeTask(tx, task, change);
}

/** Fails the task after the last rejection, with all of its reviewers' feedback. */
async function failAfterRejections(tx: TxContext, task: TaskRow, cycle: number): Promise<TaskRow> {
  const feedback = await feedbackFor(tx.db, task);
  const said = feedback
    .map((entry, index) => `${index + 1}. ${entry.reviewer}: ${entry.notes}`)
    .join("\n");
  return failForGood(
    tx,
    task,
    {
      set: {
        review_cycles: cycle,
        error_message: `Quality review rejected ${cycle} times.\n${said}`,
      },
      data: { reason: "review_limit" },
    },
    cycle,
  );
}
