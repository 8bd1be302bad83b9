import { sawAgent } from "@/lib/agents/presence";
import { backoffMs } from "@/lib/core/backoff";
import { asSystem, type Context, type TxContext } from "@/lib/core/context";
import { forEachIsolated } from "@/lib/core/isolated";
import { addJob, defineJob } from "@/lib/core/jobs";
import { reserveForRun } from "@/lib/runs/budget";
import { REVIEW_TASK, RUN_AEGIS_REVIEWS } from "@/lib/runs/jobs";
import { renewRunLease } from "@/lib/runs/lease";
import { closeRun, openRun, type RunResult } from "@/lib/runs/record";
import type { RunRow } from "@/lib/runs/wire";
import { agentIdOf } from "@/lib/runtimes/choose";
import { markHealthy, markUnhealthy } from "@/lib/runtimes/health";
import { isRetryable, outcomeOf, type RuntimeOutcome } from "@/lib/runtimes/runtime";
import { writeSystemComment } from "@/lib/tasks/comment-record";
import { feedbackFor } from "@/lib/tasks/feedback";
import { lockIfThere } from "@/lib/tasks/find";
import type { TaskRow } from "@/lib/tasks/row";
import { anyReviewerUsable, pickReviewer, type Reviewer } from "./pick";
import { DEFAULT_SOUL, reviewPrompt } from "./prompt";
import { recordVerdict } from "./record";
import { roundOf, roundState, unattendedReviews } from "./round";
import { readVerdict } from "./verdict";

const ANSWER_WITHIN_MS = 3 * 60_000;
/** A review whose process has died is free again after this long. */
const LEASE_MS = 60_000;
const HEARTBEAT_MS = 15_000;
const BACKOFF = { firstMs: 10_000, factor: 3, maxMs: 10 * 60_000 };

export interface ReviewJob {
  taskId: number;
  /** The resolution to judge: the job does nothing once the task has another one. */
  resolutionHash: string | null;
}

/** What came of asking: `waits` for a person or other settings, `retries` later, `skipped` because there was nothing to do. */
export type ReviewStep = "recorded" | "waits" | "retries" | "skipped";

/**
 * Asks the reviewer for a verdict on a task in review (domain.md, "Dispatch, review, recovery"). The call is made outside
 * any transaction, under a run whose lease frees the task should this process die; the verdict counts for the resolution
 * that was read. What goes wrong is tried again with growing pauses, five times, and then left for a person with the reason.
 */
export async function reviewTask(
  caller: Context,
  job: ReviewJob,
  signal: AbortSignal = new AbortController().signal,
): Promise<ReviewStep> {
  const ctx = asSystem(caller, "aegis");
  const begun = await ctx.transaction((tx) => begin(tx, job));
  if (typeof begun === "string") return begun;
  const outcome = await ask(ctx, begun, signal);
  await noteHealth(ctx, begun.reviewer, outcome);
  return ctx.transaction((tx) => finish(tx, begun, outcome));
}

export const reviewTaskJob = defineJob({
  ...REVIEW_TASK,
  description: "Asks the reviewer for a verdict on a task in review.",
  pool: "model",
  run: (ctx, payload, { signal }) => reviewTask(ctx, payload, signal),
});

interface Begun {
  run: RunRow;
  reviewer: Reviewer;
  job: ReviewJob;
}

/** The compare-and-set that starts a review: the task is in review with that resolution, and no review is under way. */
async function begin(tx: TxContext, job: ReviewJob): Promise<Begun | ReviewStep> {
  const task = await lockIfThere(tx, job.taskId);
  if (!task || !isAsked(task, job)) return "skipped";
  const round = await roundState(tx.db, task.id);
  if (round.isOpen || round.isSettled) return "skipped";
  const pick = await pickReviewer(tx, task);
  if (pick.kind === "later") return "waits";
  if (pick.kind === "person") {
    if (pick.reason !== null) await sayOnce(tx, task, waiting(pick.reason));
    return "waits";
  }
  const { agent, runtime, model } = pick.reviewer;
  const prompt = reviewPrompt({
    ticketRef: task.ticket_ref,
    title: task.title,
    description: task.description,
    acceptanceCriteria: task.acceptance_criteria,
    resolution: task.resolution,
    feedback: await feedbackFor(tx.db, task),
  });
  const reserved = await reserveForRun(tx, {
    agent: agent.name,
    projectId: task.project_id,
    model,
    promptChars: prompt.length + (agent.soul_content?.length ?? 0),
    now: tx.clock.now(),
  });
  if (!reserved.ok) {
    await sayOnce(tx, task, waiting(`${reserved.cause} for a verdict of ${agent.name}`));
    return "waits";
  }
  const run = await openRun(tx, {
    taskId: task.id,
    taskRef: task.ticket_ref,
    projectId: task.project_id,
    agent: agent.name,
    runtime: runtime.name,
    trigger: "review",
    leaseMs: LEASE_MS,
    model,
    prompt,
    reservedUsd: reserved.reservedUsd,
    details: roundOf(task),
  });
  await sawAgent(tx, agent.name);
  return { run, reviewer: pick.reviewer, job };
}

async function ask(ctx: Context, begun: Begun, signal: AbortSignal): Promise<RuntimeOutcome> {
  const { run, reviewer } = begun;
  const lost = new AbortController();
  const heartbeat = setInterval(() => {
    renewRunLease(ctx.db, run.id, LEASE_MS).then(
      (isOpen) => isOpen || lost.abort(),
      // The lease runs out by itself when the database stays away.
      () => undefined,
    );
  }, HEARTBEAT_MS);
  try {
    return await outcomeOf(
      reviewer.runtime.start({
        key: `baton-run-${run.id}`,
        agentId: agentIdOf(reviewer.agent),
        // Registered without a runtime, as existing clients do: a gateway need not have an agent of its name.
        isAgentOptional: reviewer.agent.runtime === "pull",
        sessionKey: null,
        purpose: "judge",
        model: reviewer.model,
        isModelOptional: reviewer.isModelOptional,
        system: reviewer.agent.soul_content?.trim() || DEFAULT_SOUL,
        prompt: run.prompt ?? "",
        signal: AbortSignal.any([signal, lost.signal]),
        timeoutMs: ANSWER_WITHIN_MS,
      }),
    );
  } finally {
    clearInterval(heartbeat);
  }
}

async function noteHealth(
  ctx: Context,
  reviewer: Reviewer,
  outcome: RuntimeOutcome,
): Promise<void> {
  const { runtime, fingerprint } = reviewer;
  if (outcome.status === "succeeded") await markHealthy(ctx, runtime.name, fingerprint);
  else if (outcome.errorClass === "configuration") {
    await markUnhealthy(ctx, runtime.name, fingerprint, outcome.error);
  }
}

/** Closes the run and does what follows, in one transaction. A run that was given up as lost changes nothing any more. */
async function finish(tx: TxContext, begun: Begun, outcome: RuntimeOutcome): Promise<ReviewStep> {
  const { run, reviewer, job } = begun;
  const task = await lockIfThere(tx, job.taskId);
  const read = outcome.status === "succeeded" ? readVerdict(outcome.output) : null;
  const trouble = troubleOf(outcome, read?.ok === false ? read.reason : null);
  const closed = await closeRun(tx, run.id, {
    outcome: trouble?.outcome ?? "succeeded",
    output: outcome.output === "" ? null : outcome.output,
    error: trouble?.error ?? null,
    errorClass: trouble?.errorClass ?? null,
    model: outcome.model,
    ...outcome.usage,
  });
  if (!closed || !task) return "skipped";
  if (trouble) return goOn(tx, task, job, reviewer.agent.name, trouble);
  if (!read?.ok) throw new Error("an answer without trouble has a verdict");
  const recorded = await recordVerdict(tx, {
    ref: task.id,
    reviewer: reviewer.agent.name,
    verdict: read.verdict,
    notes: read.notes,
    resolutionHash: job.resolutionHash,
    runId: run.id,
  });
  // Still in review: the work was changed while it was judged, and is judged anew.
  if (recorded.task.status === "review")
    await queueReview(tx, recorded.task.id, recorded.task.resolution_hash);
  return "recorded";
}

interface Trouble extends Pick<RunResult, "outcome"> {
  errorClass: string;
  error: string;
  retryAfterMs: number | null;
  isRetryable: boolean;
}

function troubleOf(outcome: RuntimeOutcome, unreadable: string | null): Trouble | null {
  if (outcome.status === "failed") {
    const { errorClass, error, retryAfterMs } = outcome;
    const ended = errorClass === "timeout" ? "timed_out" : errorClass;
    const known = ended === "timed_out" || ended === "cancelled" || ended === "refused";
    return {
      outcome: known ? ended : "failed",
      errorClass,
      error,
      retryAfterMs,
      isRetryable: isRetryable(errorClass),
    };
  }
  if (unreadable === null) return null;
  return {
    outcome: "failed",
    errorClass: "unreadable_verdict",
    error: `the answer gives no verdict: ${unreadable}`,
    retryAfterMs: null,
    isRetryable: true,
  };
}

/** What follows a review that came to nothing: once more, slower, or a person. */
async function goOn(
  tx: TxContext,
  task: TaskRow,
  job: ReviewJob,
  reviewer: string,
  trouble: Trouble,
): Promise<ReviewStep> {
  if (!isAsked(task, job)) {
    if (task.status === "review") await queueReview(tx, task.id, task.resolution_hash);
    return "skipped";
  }
  if (trouble.errorClass === "cancelled") {
    await queueReview(tx, task.id, task.resolution_hash);
    return "retries";
  }
  if (trouble.errorClass === "configuration") {
    await sayOnce(tx, task, waiting(`${reviewer} cannot be asked: ${trouble.error}`));
    return "waits";
  }
  const { failures, isSettled } = await roundState(tx.db, task.id);
  if (isSettled || !trouble.isRetryable) {
    const tried = `${failures} ${failures === 1 ? "attempt" : "attempts"}`;
    await writeSystemComment(
      tx,
      task,
      `${reviewer} gave no verdict after ${tried}: ${trouble.error}. The task stays in review for a person to decide.`,
    );
    return "waits";
  }
  // A lost one has waited for its lease already.
  const delay =
    trouble.errorClass === "lost"
      ? 0
      : backoffMs(failures, { ...BACKOFF, atLeastMs: trouble.retryAfterMs });
  await queueReview(tx, task.id, task.resolution_hash, new Date(tx.clock.now().getTime() + delay));
  return "retries";
}

const isAsked = (task: TaskRow, job: ReviewJob): boolean =>
  task.status === "review" &&
  task.archived_at === null &&
  task.resolution_hash === job.resolutionHash;

const waiting = (reason: string): string =>
  `Review waits: ${reason}. The reviewer is asked as soon as that has changed; a person can decide at any time.`;

/** Says it unless it was said since the task came to review. Index: comments_task_id_id_idx. */
async function sayOnce(tx: TxContext, task: TaskRow, content: string): Promise<void> {
  const [said] = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT id FROM comments WHERE task_id = ${task.id} AND content = ${content}
      AND created_at >= ${task.status_changed_at}::timestamptz - interval '5 seconds' LIMIT 1`;
  if (!said) await writeSystemComment(tx, task, content);
}

async function queueReview(
  tx: TxContext,
  taskId: number,
  resolutionHash: string | null,
  runAt?: Date,
): Promise<void> {
  await addJob(tx.db, REVIEW_TASK, { taskId, resolutionHash }, { key: `review:${taskId}`, runAt });
}

/**
 * Sees to every task in review, once a minute: reviews whose process died are closed and asked for again, and tasks that
 * waited for a reviewer or its settings are queued once there is one.
 */
export async function runAegisReviews(caller: Context): Promise<{ lost: number; queued: number }> {
  const ctx = asSystem(caller, "aegis");
  // First: a lost review that cannot be recovered must not keep the others from being queued.
  const queued = await queueUnattendedReviews(ctx);
  return { lost: await recoverLostReviews(ctx), queued };
}

export const runAegisReviewsJob = defineJob({
  ...RUN_AEGIS_REVIEWS,
  description: "Has work in review judged.",
  periodic: "* * * * *",
  run: (ctx) => runAegisReviews(ctx),
});

async function queueUnattendedReviews(ctx: Context): Promise<number> {
  if (!(await anyReviewerUsable(ctx))) return 0;
  const waiting = await unattendedReviews(ctx.db);
  if (waiting.length > 0) {
    await ctx.transaction(async (tx) => {
      for (const task of waiting) await queueReview(tx, task.id, task.resolution_hash);
    });
  }
  return waiting.length;
}

/** Closes review runs that have shown no sign of life for longer than their lease. Index: runs_open_idx. */
async function recoverLostReviews(ctx: Context): Promise<number> {
  const expired = await ctx.db.$queryRaw<{ id: number; task_id: number | null }[]>`
    SELECT id, task_id FROM runs
    WHERE outcome IS NULL AND trigger = 'review' AND lease_expires_at < clock_timestamp()
    ORDER BY lease_expires_at LIMIT 500`;
  let recovered = 0;
  await forEachIsolated("lost reviews", expired, async ({ id, task_id }) => {
    if (await ctx.transaction((tx) => recoverLostReview(tx, id, task_id))) recovered++;
    return undefined;
  });
  return recovered;
}

async function recoverLostReview(
  tx: TxContext,
  runId: number,
  taskId: number | null,
): Promise<boolean> {
  const task = taskId === null ? null : await lockIfThere(tx, taskId);
  const [run] = await tx.db.$queryRaw<{ agent: string; resolution_hash: string | null }[]>`
    SELECT agent, details->>'resolution_hash' AS resolution_hash FROM runs
    WHERE id = ${runId} AND outcome IS NULL AND lease_expires_at < clock_timestamp() FOR NO KEY UPDATE`;
  if (!run) return false;
  const trouble: Trouble = {
    outcome: "lost",
    errorClass: "lost",
    error: "the process that asked stopped before the answer came",
    retryAfterMs: null,
    isRetryable: true,
  };
  await closeRun(tx, runId, trouble);
  if (task)
    await goOn(
      tx,
      task,
      { taskId: task.id, resolutionHash: run.resolution_hash },
      run.agent,
      trouble,
    );
  return true;
}
