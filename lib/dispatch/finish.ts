import type { Context, TxContext } from "@/lib/core/context";
import { addTurn } from "@/lib/engine/conversation.sql";
import { type EndedRun, noteSettings, type RunOwner } from "@/lib/engine/owner";
import { resultOf } from "@/lib/engine/terms";
import { stopIfEmptyAgain } from "@/lib/limits/check";
import { findRunHead } from "@/lib/runs/queries";
import { closeRun, type RunResult, settleUsage } from "@/lib/runs/record";
import type { RunRow } from "@/lib/runs/wire";
import { markUnhealthy, runtimeHealth, settingsPart } from "@/lib/runtimes/health";
import type { RuntimeOutcome } from "@/lib/runtimes/runtime";
import { changeTask } from "@/lib/tasks/change/change";
import { failForGood } from "@/lib/tasks/change/escalate";
import { askForReview, mayBeDone } from "@/lib/tasks/change/gate";
import { writeSystemComment } from "@/lib/tasks/comments/comment-record";
import { lockIfThere } from "@/lib/tasks/locks";
import { outputProblem } from "@/lib/tasks/output";
import type { DispatchBlock, TaskRow } from "@/lib/tasks/row";
import { afterFailure, type Failure } from "./after";
import { attemptsOf } from "./attempts";
import { handInAnswer } from "./hand-in";
import { answerOf } from "./hand-in-answer.sql";
import { parkRun } from "./park";
import { requestFor } from "./request";

const RECHECK_MS = 60_000;

/** Tells the run worker how to handle runs that work on tasks. */
export const dispatchedRuns: RunOwner = {
  trigger: "dispatch",
  outlivesProcess: true,
  steers: true,
  request: requestFor,
  finish: finishRun,
  park: parkRun,
};

/** In the details of a run whose session ended while it waited for an answer. */
export const SESSION_ENDED = "session_ended";

/**
 * Records how a dispatched run ended and moves its task accordingly, in one transaction. If the run was closed meanwhile
 * (cancelled, taken back, or reported by the agent itself), only its tokens are added.
 */
export async function finishRun(
  ctx: Context,
  ended: EndedRun,
  heard: RuntimeOutcome,
): Promise<void> {
  const { run } = ended;
  const outcome = without(ended.secret ?? null, heard);
  if (outcome.status === "succeeded") {
    if (await handInAnswer(ctx, run, outcome)) return;
  } else {
    await noteSettings(ctx, run, outcome);
    await noteOutage(ctx, run, outcome);
  }
  await finishInTransaction(ctx, ended, outcome);
}

/** The same for any outcome and any task, but for what the outcome says of the runtime. */
export async function finishInTransaction(
  ctx: Context,
  ended: EndedRun,
  outcome: RuntimeOutcome,
): Promise<void> {
  const { run } = ended;
  await ctx.transaction(async (tx) => {
    const task = run.task_id === null ? null : await lockIfThere(tx, run.task_id);
    const failure = failureOf(outcome, task);
    const result = withEarlierTurns(run, resultOf(outcome, failure));
    if (task?.status !== "in_progress" || task.run_id !== run.id) {
      const closed = await closeRun(tx, run.id, result);
      if (!closed) await settleUsage(tx, run.id, result);
      return;
    }
    const present = await findRunHead(tx.db, run.id);
    const isEnded = failure?.errorClass === "cancelled";
    if (present && present.state !== "running" && !isEnded)
      return endSession(tx, task, present, outcome);
    if (failure === null) await handIn(tx, task, outcome.output, result);
    else await followFailure(tx, ended, task, failure, result);
  });
}

/** A run that was answered and went on has used what its earlier turns used as well. */
export function withEarlierTurns(run: RunRow, result: RunResult): RunResult {
  const sum = (before: number | null, now: number | null | undefined) =>
    now == null ? now : (before ?? 0) + now;
  const isReported = run.cost_source === "reported";
  return {
    ...result,
    tokensIn: sum(run.tokens_in, result.tokensIn),
    tokensOut: sum(run.tokens_out, result.tokensOut),
    costUsd: sum(isReported ? run.cost_usd : null, result.costUsd),
  };
}

/**
 * The end of a session whose agent had asked people and did not go on with the answer: not a result. The run waits on, and a new one
 * begins with the answer; at once if there is one.
 */
async function endSession(
  tx: TxContext,
  task: TaskRow,
  run: RunRow,
  outcome: RuntimeOutcome,
): Promise<void> {
  await addTurn(tx, run, outcome);
  await tx.db.$executeRaw`
    UPDATE runs SET details = details || jsonb_build_object(${SESSION_ENDED}::text, true) WHERE id = ${run.id}`;
  if (run.state === "answered") await beginAnew(tx, task);
}

/** Gives a task back to its agent with the answers that it waited for. No attempt is used up. */
export async function beginAnew(tx: TxContext, task: TaskRow): Promise<void> {
  const error = "its session ended while it waited for an answer, and it goes on in a new run";
  await changeTask(tx, task, {
    to: "assigned",
    run: { outcome: "cancelled", error, errorClass: "answered" },
    data: { reason: "answered" },
  });
}

function without(secret: string | null, outcome: RuntimeOutcome): RuntimeOutcome {
  const clean = (text: string): string => (secret ? text.replaceAll(secret, "[key]") : text);
  const output = clean(outcome.output);
  return outcome.status === "failed"
    ? { ...outcome, output, error: clean(outcome.error) }
    : { ...outcome, output };
}

/**
 * Marks the runtime as unhealthy when it is unreachable, overloaded or rate-limited. Other tasks would fail the same way, so
 * they wait without using up attempts.
 */
export async function noteOutage(
  ctx: Context,
  { runtime, details }: RunRow,
  outcome: RuntimeOutcome,
): Promise<void> {
  if (outcome.status === "succeeded") return;
  const { errorClass, error, retryAfterMs } = outcome;
  const fingerprint = String(details.fingerprint ?? "");
  if (errorClass === "network")
    await markUnhealthy(ctx, runtime, settingsPart(fingerprint), error, "outage");
  else if (errorClass === "rate_limited" || errorClass === "overloaded")
    await markUnhealthy(ctx, runtime, fingerprint, error, "outage", retryAfterMs ?? 0);
}

/** Null for a result: an answer, and one that the output schema of its task allows. */
function failureOf(outcome: RuntimeOutcome, task: TaskRow | null): Failure | null {
  if (outcome.status === "failed") return outcome;
  const { resolution } = answerOf(outcome.output);
  const problem = task && resolution !== "" ? outputProblem(task, resolution) : null;
  if (problem !== null) return { errorClass: "invalid_output", error: problem, retryAfterMs: null };
  if (resolution !== "") return null;
  return { errorClass: "empty_answer", error: "the agent answered nothing", retryAfterMs: null };
}

/** Hands in the answer as the resolution: the task goes to review, or is done if it needs no review. */
async function handIn(tx: TxContext, task: TaskRow, output: string, run: RunResult): Promise<void> {
  const { resolution, hash } = answerOf(output);
  const to = (await mayBeDone(tx.db, task, hash)) ? "done" : "review";
  const set = { resolution, resolution_hash: hash, dispatch_attempts: 0, error_message: null };
  const after = await changeTask(tx, task, { to, set, run });
  if (to === "review") await askForReview(tx, after);
}

async function followFailure(
  tx: TxContext,
  ended: EndedRun,
  task: TaskRow,
  failure: Failure,
  run: RunResult,
): Promise<void> {
  if (failure.errorClass === "cancelled" && !ended.isStopping)
    return stoppedElsewhere(tx, ended.run, task, run);
  if (failure.errorClass === "empty_answer" && (await stopIfEmptyAgain(tx, ended.run, task, run)))
    return;
  const most = attemptsOf(task, failure.errorClass);
  const next = afterFailure(failure, { before: task.dispatch_attempts, most }, tx.clock.now());
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
      await failForGood(
        tx,
        task,
        {
          set: { dispatch_attempts: next.attempts, error_message: failure.error },
          run,
          data: { reason: "dispatch_failed", attempt: next.attempts },
        },
        next.attempts,
      );
      return;
    case "block": {
      const health = await runtimeHealth(tx.db, ended.run.runtime);
      const block: DispatchBlock = {
        code: next.code,
        message: `${task.assigned_to} cannot be given work: ${failure.error}`,
        since: tx.clock.now().toISOString(),
        next_at: health?.retry_at ?? new Date(tx.clock.now().getTime() + RECHECK_MS).toISOString(),
      };
      await changeTask(tx, task, {
        to: "assigned",
        set: { dispatch_hold: block },
        run,
        data: { reason: "held" },
      });
      return;
    }
    case "again":
      await changeTask(tx, task, { to: "assigned", run, data: { reason: "stopped" } });
  }
}

/** Somebody ended the run at its runtime. Starting it again would overrule them. */
async function stoppedElsewhere(
  tx: TxContext,
  { runtime }: RunRow,
  task: TaskRow,
  run: RunResult,
): Promise<void> {
  const message = `The run was stopped at ${runtime}`;
  await sayUnlessSaid(
    tx,
    task,
    `${message}. It is not dispatched again until somebody changes or retries it.`,
  );
  const since = tx.clock.now().toISOString();
  const block: DispatchBlock = { code: "cancelled", message, since, next_at: null };
  await changeTask(tx, task, {
    to: "assigned",
    set: { dispatch_hold: block },
    run,
    data: { reason: "run_cancelled" },
  });
}

/**
 * Posts the comment unless it is already the newest one, so that a lasting problem does not repeat it every few minutes.
 * Index: comments_task_id_id_idx.
 */
async function sayUnlessSaid(tx: TxContext, task: TaskRow, comment: string): Promise<void> {
  const [last] = await tx.db.$queryRaw<{ content: string }[]>`
    SELECT content FROM comments WHERE task_id = ${task.id} ORDER BY id DESC LIMIT 1`;
  if (last?.content !== comment) await writeSystemComment(tx, task, comment);
}
