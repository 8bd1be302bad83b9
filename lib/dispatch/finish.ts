import type { Context, TxContext } from "@/lib/core/context";
import { storable } from "@/lib/core/fields";
import { record } from "@/lib/events/append";
import { closeRun, type RunResult, settleUsage } from "@/lib/runs/record";
import { markHealthy, markUnhealthy, runtimeHealth, settingsPart } from "@/lib/runtimes/health";
import type { RuntimeName, RuntimeOutcome } from "@/lib/runtimes/runtime";
import { changeTask } from "@/lib/tasks/change";
import { writeSystemComment } from "@/lib/tasks/comment-record";
import { hashOf } from "@/lib/tasks/create";
import { lockIfThere } from "@/lib/tasks/find";
import { askForReview, mayBeDone } from "@/lib/tasks/gate";
import type { DispatchHold, TaskRow } from "@/lib/tasks/row";
import { type After, afterFailure, type Failure } from "./after";

/** As long as a resolution may be over the API. */
const MAX_RESOLUTION = 200_000;
const RECHECK_MS = 60_000;

/** The run that ended. */
export interface Ended {
  runId: number;
  taskId: number | null;
  runtime: RuntimeName;
  /** Of the settings it ran under. */
  fingerprint: string;
  /** This process is about to end: what was cancelled was cancelled for that. */
  isStopping?: boolean;
  /** The key its agent was given; it is not written down, wherever the agent repeats it. */
  secret?: string | null;
}

/**
 * Writes down how a dispatched run ended, and what follows for its task, in one transaction. A run that was closed
 * meanwhile (cancelled, taken back, or reported by the agent itself) changes nothing any more but its tokens.
 */
export async function finishRun(ctx: Context, ended: Ended, heard: RuntimeOutcome): Promise<void> {
  const outcome = without(ended.secret ?? null, heard);
  await noteHealth(ctx, ended, outcome);
  await ctx.transaction(async (tx) => {
    const task = ended.taskId === null ? null : await lockIfThere(tx, ended.taskId);
    const result = resultOf(outcome);
    if (task?.status !== "in_progress" || task.run_id !== ended.runId) {
      const closed = await closeRun(tx, ended.runId, result);
      if (!closed) await settleUsage(tx, ended.runId, result);
      return;
    }
    const failure = failureOf(outcome);
    if (failure === null) await handIn(tx, task, storable(outcome.output).trim(), result);
    else await goOn(tx, ended, task, failure, result);
  });
}

function without(secret: string | null, outcome: RuntimeOutcome): RuntimeOutcome {
  const clean = (text: string): string => (secret ? text.replaceAll(secret, "[key]") : text);
  const output = clean(outcome.output);
  return outcome.status === "failed"
    ? { ...outcome, output, error: clean(outcome.error) }
    : { ...outcome, output };
}

async function noteHealth(ctx: Context, ended: Ended, outcome: RuntimeOutcome): Promise<void> {
  const { runtime, fingerprint } = ended;
  if (outcome.status === "succeeded") return markHealthy(ctx, runtime, fingerprint);
  const { errorClass, error, retryAfterMs } = outcome;
  switch (errorClass) {
    case "configuration":
      return markUnhealthy(ctx, runtime, fingerprint, error);
    // Others would fail the same way: they wait, and keep their attempts.
    case "network":
      return markUnhealthy(ctx, runtime, settingsPart(fingerprint), error, "outage");
    case "rate_limited":
    case "overloaded":
      return markUnhealthy(ctx, runtime, fingerprint, error, "outage", retryAfterMs ?? 0);
  }
}

function resultOf(outcome: RuntimeOutcome): RunResult {
  const failure = failureOf(outcome);
  return {
    outcome: failure === null ? "succeeded" : runOutcome(failure),
    output: outcome.output === "" ? null : outcome.output,
    error: failure?.error ?? null,
    errorClass: failure?.errorClass ?? null,
    model: outcome.model,
    ...outcome.usage,
  };
}

function failureOf(outcome: RuntimeOutcome): Failure | null {
  if (outcome.status === "failed") return outcome;
  if (storable(outcome.output).trim()) return null;
  return { errorClass: "empty_answer", error: "the agent answered nothing", retryAfterMs: null };
}

function runOutcome({ errorClass }: Failure): RunResult["outcome"] {
  switch (errorClass) {
    case "timeout":
      return "timed_out";
    case "cancelled":
    case "refused":
    case "lost":
      return errorClass;
    default:
      return "failed";
  }
}

/** The answer is the resolution: the task goes to review, or is done when it needs none. */
async function handIn(tx: TxContext, task: TaskRow, answer: string, run: RunResult): Promise<void> {
  const resolution = bounded(answer);
  const hash = hashOf(resolution);
  const to = (await mayBeDone(tx.db, task, hash)) ? "done" : "review";
  const set = { resolution, resolution_hash: hash, dispatch_attempts: 0, error_message: null };
  const after = await changeTask(tx, task, { to, set, run });
  if (to === "review") await askForReview(tx, after);
}

/** The run keeps the whole answer. */
function bounded(answer: string): string {
  if (answer.length <= MAX_RESOLUTION) return answer;
  const kept = answer.slice(0, MAX_RESOLUTION).toWellFormed();
  return `${kept}\n\n[cut here: the run has all ${answer.length} characters]`;
}

async function goOn(
  tx: TxContext,
  ended: Ended,
  task: TaskRow,
  failure: Failure,
  run: RunResult,
): Promise<void> {
  if (failure.errorClass === "cancelled" && !ended.isStopping)
    return stoppedElsewhere(tx, ended, task, run);
  const next = afterFailure(failure, task.dispatch_attempts, tx.clock.now());
  await sayUnlessSaid(tx, task, next.comment);
  switch (next.kind) {
    case "retry":
      await changeTask(tx, task, {
        to: "assigned",
        set: {
          dispatch_attempts: next.attempts,
          next_attempt_at: next.nextAttemptAt,
          error_message: failure.error,
        },
        run,
        data: { reason: "dispatch_failed", attempt: next.attempts },
      });
      return;
    case "fail":
      return giveUp(tx, task, failure, next, run);
    case "hold": {
      const health = await runtimeHealth(tx.db, ended.runtime);
      const hold: DispatchHold = {
        code: "configuration",
        message: `${task.assigned_to} cannot be given work: ${failure.error}`,
        since: tx.clock.now().toISOString(),
        next_at: health?.retry_at ?? new Date(tx.clock.now().getTime() + RECHECK_MS).toISOString(),
      };
      await changeTask(tx, task, {
        to: "assigned",
        set: { dispatch_hold: hold },
        run,
        data: { reason: "held" },
      });
      return;
    }
    case "again":
      await changeTask(tx, task, { to: "assigned", run, data: { reason: "stopped" } });
  }
}

/** Somebody ended the run at its runtime: to begin it again would be to overrule them. */
async function stoppedElsewhere(
  tx: TxContext,
  ended: Ended,
  task: TaskRow,
  run: RunResult,
): Promise<void> {
  const message = `The run was stopped at ${ended.runtime}`;
  await sayUnlessSaid(
    tx,
    task,
    `${message}. It is not dispatched again until somebody changes or retries it.`,
  );
  const since = tx.clock.now().toISOString();
  const hold: DispatchHold = { code: "cancelled", message, since, next_at: null };
  await changeTask(tx, task, {
    to: "assigned",
    set: { dispatch_hold: hold },
    run,
    data: { reason: "run_cancelled" },
  });
}

async function giveUp(
  tx: TxContext,
  task: TaskRow,
  failure: Failure,
  { attempts }: Extract<After, { kind: "fail" }>,
  run: RunResult,
): Promise<void> {
  const failed = await changeTask(tx, task, {
    to: "failed",
    set: { dispatch_attempts: attempts, error_message: failure.error, outcome: "failed" },
    run,
    data: { reason: "dispatch_failed", attempt: attempts },
  });
  await record(tx, {
    type: "task.escalated",
    projectId: failed.project_id,
    taskId: failed.id,
    agent: failed.assigned_to,
    data: { task: failed, reason: "dispatch_failed", attempts },
  });
}

/** A reason that goes on for hours is not said every few minutes. Index: comments_task_id_id_idx. */
async function sayUnlessSaid(tx: TxContext, task: TaskRow, comment: string): Promise<void> {
  const [last] = await tx.db.$queryRaw<{ content: string }[]>`
    SELECT content FROM comments WHERE task_id = ${task.id} ORDER BY id DESC LIMIT 1`;
  if (last?.content !== comment) await writeSystemComment(tx, task, comment);
}
