import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import { asSystem, type Context, type TxContext } from "@/lib/core/context";
import { DomainError, notFound } from "@/lib/core/errors";
import { defineJob } from "@/lib/core/jobs";
import { logger } from "@/lib/core/logger";
import { STOP_RUN } from "@/lib/runs/jobs";
import { findRun } from "@/lib/runs/queries";
import { closeRun, queueStop } from "@/lib/runs/record";
import type { RunRow } from "@/lib/runs/wire";
import { CallFailed } from "@/lib/runtimes/http-call";
import { runtimeNamed } from "@/lib/runtimes/registry";
import { runKeyOf } from "@/lib/runtimes/run-key";
import { changeTask } from "@/lib/tasks/change";
import { writeSystemComment } from "@/lib/tasks/comment-record";
import { lockIfThere } from "@/lib/tasks/find";
import type { DispatchHold } from "@/lib/tasks/row";
import type { RunDetails } from "./terms";

/** Between two tries to stop a run at a runtime that is out of reach. */
const STOP_AGAIN_MS = 30_000;

/**
 * Ends an open run for a person: it is stopped at its runtime, and its task waits with its agent until somebody changes it
 * or retries it. Fails with `not_found`, and with `conflict` for a run that is over.
 */
export async function cancelRun(
  ctx: Context,
  input: { runId: number; reason?: string },
): Promise<RunRow> {
  return ctx.transaction(async (tx) => {
    const run = await findRun(tx.db, input.runId);
    const limit = projectLimitOf(ctx.actor);
    if (!run || (limit !== null && run.project_id !== limit)) throw notFound("Run");
    authorize(ctx.actor, "task.override", { projectId: run.project_id ?? undefined });
    if (run.outcome !== null) throw over(run);
    await end(tx, run, input.reason?.trim() || null);
    const closed = (await findRun(tx.db, run.id)) as RunRow;
    return closed;
  });
}

async function end(tx: TxContext, run: RunRow, reason: string | null): Promise<void> {
  const task = run.task_id === null ? null : await lockIfThere(tx, run.task_id);
  const error = `cancelled by ${tx.actor.name}${reason ? `: ${reason}` : ""}`;
  const result = { outcome: "cancelled", error, errorClass: "cancelled" } as const;
  if (task?.status !== "in_progress" || task.run_id !== run.id) {
    if (!(await closeRun(tx, run.id, result))) throw over(run);
    return;
  }
  const isPulled = run.trigger === "claim";
  const next = isPulled
    ? `It waits for ${task.assigned_to} again.`
    : "It is not dispatched again until somebody changes or retries it.";
  await writeSystemComment(tx, task, `Run ${error}. ${next}`);
  const hold: DispatchHold = {
    code: "cancelled",
    message: `The run was ${error}`,
    since: tx.clock.now().toISOString(),
    next_at: null,
  };
  await changeTask(tx, task, {
    to: "assigned",
    set: { dispatch_hold: isPulled ? null : hold },
    run: result,
    data: { reason: "run_cancelled" },
  });
}

const over = (run: RunRow): DomainError =>
  new DomainError("conflict", `Run ${run.id} is over`, { fix: "read the run again" });

/**
 * Ends a run at its runtime, where it would go on without us. While the runtime is out of reach the job is queued again,
 * until the run's deadline, at which the runtime ends it by itself. Index: runs_pkey.
 */
export async function stopRun(caller: Context, runId: number): Promise<void> {
  const ctx = asSystem(caller, "scheduler");
  const run = await findRun(ctx.db, runId);
  if (!run || run.outcome === null) return;
  const runtime = await runtimeNamed(ctx.db, run.runtime);
  const details = run.details as unknown as Partial<RunDetails>;
  try {
    await runtime?.cancel?.({
      key: runKeyOf(run.id),
      agentId: details.agent_id ?? run.agent,
      sessionKey: details.session_key ?? null,
      providerRunId: run.provider_run_id,
    });
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    const now = ctx.clock.now().getTime();
    const deadline = Date.parse(details.deadline_at ?? "");
    const isOver = !(now < deadline);
    logger.warn({ runId, reason: error.message, isOver }, "run not stopped at its runtime");
    if (isOver) return;
    const runAt = new Date(Math.min(now + STOP_AGAIN_MS, deadline));
    await queueStop(ctx, runId, runAt);
  }
}

export const stopRunJob = defineJob({
  ...STOP_RUN,
  description: "Ends a run at its runtime, where it would go on without us.",
  pool: "outbound",
  run: (ctx, { runId }) => stopRun(ctx, runId),
});
