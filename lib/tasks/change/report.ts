import { authorize } from "@/lib/auth/permissions";
import { assertMayWrite } from "@/lib/auth/writes";
import type { Context, TxContext } from "@/lib/core/context";
import { metrics } from "@/lib/core/metrics";
import { giveAnswers } from "@/lib/rounds/answers";
import type { HandInAnswers } from "@/lib/rounds/schema";
import type { RunResult } from "@/lib/runs/record";
import type { TaskColumns } from "@/lib/tasks/columns";
import { writeSystemComment } from "@/lib/tasks/comments/comment-record";
import { REOPENED } from "@/lib/tasks/comments/feedback";
import { isTerminal, restingStatus } from "@/lib/tasks/lifecycle";
import { lockTask } from "@/lib/tasks/locks";
import { assertValidOutput } from "@/lib/tasks/output";
import { assertIsHolder, assertTransition } from "@/lib/tasks/queue/fence";
import type { TaskRow } from "@/lib/tasks/row";
import type { TaskRef } from "@/lib/tasks/schema";
import { changeTask } from "./change";
import { hashOf } from "./create";
import { askForReview, assertChildrenFinished, mayBeDone } from "./gate";
import { handInAlone, handInManyAlone } from "./hand-in.sql";
import { reopened } from "./reopened";
import { assertHeardAnswers, hearing } from "./unheard-answers";

export interface CompleteInput {
  ref: TaskRef;
  runId?: number;
  resolution?: string;
  outcome?: string;
  actualHours?: number;
  usage?: Pick<RunResult, "tokensIn" | "tokensOut" | "costUsd" | "model">;
  /** What was done about the comments of earlier rejections. */
  answers?: HandInAnswers;
}

/**
 * Hands in the holder's work: the task goes to review, or is done if it needs none. Fails with `stale_run` if the claim was
 * lost, `conflict` if the task is not in progress, and `invalid` for an answer to a comment that the task does not have, and for a
 * resolution that its output schema does not allow.
 */
export async function completeTask(ctx: Context, input: CompleteInput): Promise<TaskRow> {
  const alone = await handInAlone(ctx, input);
  if (alone === null) return completeInStructure(ctx, input);
  countHandIns(ctx, [alone]);
  return alone;
}

/**
 * The same for the first of several tasks, as far as one statement can hand them in: up to the first of which something follows for
 * others, or that is refused. Returns those that were handed in, in their order.
 */
export async function completeFirst(
  ctx: Context,
  inputs: readonly CompleteInput[],
): Promise<TaskRow[]> {
  const done = await handInManyAlone(ctx, inputs);
  countHandIns(ctx, done);
  return done;
}

function countHandIns(ctx: Context, tasks: readonly TaskRow[]): void {
  ctx.afterCommit(() => {
    for (const { status: to } of tasks) {
      metrics().runs.inc({ trigger: "claim", outcome: "succeeded" });
      metrics().handIns.inc({ to });
    }
  });
}

/** The same for any task. */
export async function completeInStructure(ctx: Context, input: CompleteInput): Promise<TaskRow> {
  return hearing(ctx, () => handIn(ctx, input));
}

function handIn(ctx: Context, input: CompleteInput): Promise<TaskRow> {
  return ctx.transaction(async (tx) => {
    const task = await lockTask(tx, input.ref);
    assertIsHolder(ctx, task, input.runId);
    await assertHeardAnswers(tx, task);
    assertChildrenFinished(task);
    const set: TaskColumns = {};
    if (input.resolution !== undefined) {
      set.resolution = input.resolution;
      set.resolution_hash = hashOf(input.resolution);
    }
    if (input.outcome !== undefined) set.outcome = input.outcome;
    if (input.actualHours !== undefined) set.actual_hours = input.actualHours;
    assertValidOutput(task, input.resolution ?? task.resolution);
    const hash = (set.resolution_hash as string | undefined) ?? task.resolution_hash;
    const to = (await mayBeDone(tx.db, task, hash)) ? "done" : "review";
    assertTransition(ctx, task, to);
    const run = { ...input.usage, outcome: "succeeded" as const, output: input.resolution ?? null };
    await giveAnswers(tx, task, input.answers ?? [], "refuse");
    const after = await changeTask(tx, task, { to, set, run });
    if (to === "review") await askForReview(tx, after);
    tx.afterCommit(() => metrics().handIns.inc({ to }));
    return after;
  });
}

/** Fails the task for good on behalf of its holder, with the error as a comment. */
export async function failTask(
  ctx: Context,
  input: { ref: TaskRef; runId?: number; error: string },
): Promise<TaskRow> {
  return ctx.transaction(async (tx) => {
    const task = await lockTask(tx, input.ref);
    assertIsHolder(ctx, task, input.runId);
    assertTransition(ctx, task, "failed");
    await writeSystemComment(tx, task, `Failed: ${input.error}`);
    tx.afterCommit(() => metrics().handIns.inc({ to: "failed" }));
    return changeTask(tx, task, {
      to: "failed",
      set: { error_message: input.error, outcome: "failed" },
      run: { outcome: "failed", error: input.error, errorClass: "agent" },
    });
  });
}

/**
 * Puts the task back on behalf of its holder. It stays assigned to its agent and can be polled again. A task that Baton
 * dispatched is not dispatched again until somebody has looked at it, because the agent would only put it back once more.
 */
export async function releaseTask(
  ctx: Context,
  input: { ref: TaskRef; runId?: number; reason?: string },
): Promise<TaskRow> {
  return ctx.transaction(async (tx) => {
    const task = await lockTask(tx, input.ref);
    assertIsHolder(ctx, task, input.runId);
    assertTransition(ctx, task, "assigned");
    if (input.reason) await writeSystemComment(tx, task, `Released: ${input.reason}`);
    return changeTask(tx, task, {
      to: "assigned",
      run: { outcome: "cancelled", error: input.reason ?? null },
      data: { reason: "released" },
    });
  });
}

/** Cancels the task. Its open run ends as cancelled, and tasks that waited for it no longer do. */
export async function cancelTask(
  ctx: Context,
  input: { ref: TaskRef; reason?: string },
): Promise<TaskRow> {
  return ctx.transaction(async (tx) => {
    const task = await lockTask(tx, input.ref);
    authorize(ctx.actor, "task.update", { projectId: task.project_id, taskRunId: task.run_id });
    assertMayWrite(ctx.actor, { verb: "change", task, fields: { status: "cancelled" } });
    assertTransition(ctx, task, "cancelled");
    if (input.reason) await writeSystemComment(tx, task, `Cancelled: ${input.reason}`);
    return changeTask(tx, task, { to: "cancelled", run: { outcome: "cancelled" } });
  });
}

/**
 * Reopens a finished task: all counters are reset and earlier verdicts no longer count (domain.md, "Lifecycle"). A task that
 * waits for its next attempt, or has a dispatch block, is tried at once instead.
 */
export async function retryTask(
  ctx: Context,
  input: { ref: TaskRef; reason?: string },
): Promise<TaskRow> {
  return ctx.transaction(async (tx) => {
    const task = await lockTask(tx, input.ref);
    authorize(ctx.actor, "task.update", { projectId: task.project_id, taskRunId: task.run_id });
    assertMayWrite(ctx.actor, { verb: "reopen", task });
    const to = restingStatus(task.assigned_to);
    if (task.status === to && isDispatchDelayed(task)) return tryNow(tx, task, input.reason);
    assertTransition(ctx, task, to);
    if (input.reason) await writeSystemComment(tx, task, `${REOPENED}${input.reason}`);
    return changeTask(tx, task, {
      to,
      set: isTerminal(task.status) ? reopened() : {},
      data: { reason: "reopened" },
    });
  });
}

const isDispatchDelayed = (task: TaskRow): boolean =>
  task.dispatch_hold !== null || task.next_attempt_at !== null;

async function tryNow(tx: TxContext, task: TaskRow, reason: string | undefined): Promise<TaskRow> {
  if (reason) await writeSystemComment(tx, task, `Tried again at once: ${reason}`);
  return changeTask(tx, task, { set: { next_attempt_at: null, dispatch_hold: null } });
}
