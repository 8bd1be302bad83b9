import { asSystem, type Context, type TxContext } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { agentNamed, type LiveRun } from "@/lib/engine/live.sql";
import { type EndedRun, noteSettings, type RunOwner } from "@/lib/engine/owner";
import { type Failure, pauseAfter, type RunDetails, resultOf } from "@/lib/engine/terms";
import { evidenceInWords, evidenceOfTask, isProven } from "@/lib/runs/evidence/evidence";
import { closeRun, settleUsage } from "@/lib/runs/record";
import { runKeyOf } from "@/lib/runtimes/run-key";
import { isRetryable, type RuntimeOutcome, type RuntimeRequest } from "@/lib/runtimes/runtime";
import { writeSystemComment } from "@/lib/tasks/comments/comment-record";
import { lockIfThere } from "@/lib/tasks/locks";
import type { TaskRow } from "@/lib/tasks/row";
import { DEFAULT_SOUL } from "./prompt";
import { recordVerdict } from "./record";
import {
  isAsked,
  queueReview,
  type Round,
  roundState,
  sayWaiting,
  unattendedReviews,
} from "./round";
import { readVerdict } from "./verdict";

/** The maximum number of open verdict runs per reviewer, over all processes. Further reviews wait. */
const MAX_OPEN_VERDICTS = 50;

/** The details of a verdict's run, stored in `runs.details`. */
export interface VerdictDetails extends RunDetails, Round {
  agent_optional: boolean;
}

/** Tells the run worker how to handle verdict runs. */
export const verdictRuns: RunOwner = {
  trigger: "review",
  // A gateway keeps no trace of a verdict until it is given, so a run is joined only after a crash.
  outlivesProcess: false,
  request: requestFor,
  finish: finishVerdict,
};

async function requestFor(
  ctx: Context,
  { run, agent, controller }: LiveRun,
): Promise<RuntimeRequest> {
  const details = run.details as unknown as VerdictDetails;
  const reviewer = agent ?? (await agentNamed(ctx.db, run.agent));
  const leftMs = Date.parse(details.deadline_at) - ctx.clock.now().getTime();
  return {
    key: runKeyOf(run.id),
    agentId: details.agent_id,
    isAgentOptional: details.agent_optional,
    sessionKey: details.session_key,
    purpose: "judge",
    model: run.model,
    isModelOptional: details.model_optional,
    system: reviewer?.soul_content?.trim() || DEFAULT_SOUL,
    prompt: run.prompt ?? "",
    signal: controller.signal,
    timeoutMs: Math.max(1_000, leftMs || 0),
  };
}

/**
 * Records how a verdict's run ended and what follows for its task, in one transaction. The verdict applies to the resolution
 * that was read. A failed run is tried again with growing pauses, five times, and then left to a person with the reason. If
 * the run was closed meanwhile, only its tokens are added.
 */
async function finishVerdict(
  caller: Context,
  { run }: EndedRun,
  outcome: RuntimeOutcome,
): Promise<void> {
  const ctx = asSystem(caller, "aegis");
  await noteSettings(ctx, run, outcome);
  await ctx.transaction(async (tx) => {
    const task = run.task_id === null ? null : await lockIfThere(tx, run.task_id);
    const read = outcome.status === "succeeded" ? readVerdict(outcome.output) : null;
    const failure =
      failureOf(outcome, read?.ok === false ? read.reason : null) ??
      (task && read?.ok && read.verdict === "approved" ? await againstChecks(tx.db, task) : null);
    const result = resultOf(outcome, failure);
    const wasFull = await isFull(tx.db, run.agent);
    if (!(await closeRun(tx, run.id, result))) return settleUsage(tx, run.id, result);
    if (wasFull) await queueNext(tx);
    if (!task) return;
    const { resolution_hash: resolutionHash } = run.details as unknown as VerdictDetails;
    if (failure) return followFailure(tx, { task, resolutionHash, reviewer: run.agent }, failure);
    if (!read?.ok) throw new Error("an answer without a failure has a verdict");
    const recorded = await recordVerdict(tx, {
      ref: task.id,
      reviewer: run.agent,
      verdict: read.verdict,
      notes: read.notes,
      resolutionHash,
      runId: run.id,
      // Its answer is paid for and belongs to the history, also when a person was faster.
      ifLate: "record",
    });
    // If it is still in review, the work was changed while it was judged and needs another review.
    if (recorded.task.status === "review") await queueReview(tx, recorded.task);
  });
}

type VerdictFailure = Failure<"unreadable_verdict">;

function failureOf(outcome: RuntimeOutcome, unreadable: string | null): VerdictFailure | null {
  if (outcome.status === "failed") return outcome;
  if (unreadable === null) return null;
  return {
    errorClass: "unreadable_verdict",
    error: `the answer gives no verdict: ${unreadable}`,
    retryAfterMs: null,
  };
}

/** A reviewer's approval of work whose checks are red or missing leaves the decision to a person. */
async function againstChecks(db: Queryable, task: TaskRow): Promise<VerdictFailure | null> {
  const evidence = await evidenceOfTask(db, task.id);
  if (isProven(evidence)) return null;
  return {
    errorClass: "refused",
    error: `it approved the work, but ${evidenceInWords(evidence)}, and only a person may approve that, with the reason`,
    retryAfterMs: null,
  };
}

interface Judged {
  task: TaskRow;
  /** The resolution that was judged. */
  resolutionHash: string | null;
  reviewer: string;
}

/** Queues another attempt after a failed review, or leaves it to a person. */
async function followFailure(
  tx: TxContext,
  { task, resolutionHash, reviewer }: Judged,
  failure: VerdictFailure,
): Promise<void> {
  const { errorClass, error } = failure;
  if (!isAsked(task, resolutionHash)) {
    if (task.status === "review") await queueReview(tx, task);
    return;
  }
  if (errorClass === "cancelled") return queueReview(tx, task);
  if (errorClass === "configuration")
    return sayWaiting(tx, task, `${reviewer} cannot be asked: ${error}`);
  const { failures, isSettled } = await roundState(tx.db, task.id);
  if (isSettled || !(errorClass === "unreadable_verdict" || isRetryable(errorClass))) {
    const tried = `${failures} ${failures === 1 ? "attempt" : "attempts"}`;
    await writeSystemComment(
      tx,
      task,
      `${reviewer} gave no verdict after ${tried}: ${error}. The task stays in review for a person to decide.`,
    );
    return;
  }
  const runAt = new Date(tx.clock.now().getTime() + pauseAfter(failure, failures));
  await queueReview(tx, task, runAt);
}

/** Whether a reviewer has as many open verdict runs as allowed. Index: runs_open_idx. */
export async function isFull(db: Queryable, reviewer: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ full: boolean }[]>`
    SELECT count(*) >= ${MAX_OPEN_VERDICTS} AS full FROM runs
    WHERE outcome IS NULL AND trigger = 'review' AND agent = ${reviewer}`;
  return row?.full ?? false;
}

/** Queues the review that has waited longest, now that there is room. */
async function queueNext(tx: TxContext): Promise<void> {
  const [next] = await unattendedReviews(tx.db, 1);
  if (next) await queueReview(tx, next);
}
