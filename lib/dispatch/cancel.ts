import { authorize, isAgent } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError, notFound } from "@/lib/core/errors";
import { findRun } from "@/lib/runs/queries";
import { closeRun } from "@/lib/runs/record";
import { cancelTurnsBelow } from "@/lib/runs/turns.sql";
import type { RunRow } from "@/lib/runs/wire";
import { changeTask } from "@/lib/tasks/change/change";
import { writeSystemComment } from "@/lib/tasks/comments/comment-record";
import { lockIfThere } from "@/lib/tasks/locks";
import type { DispatchBlock } from "@/lib/tasks/row";
import { assertMayCancel } from "@/lib/turns/authority";

/**
 * Cancels an open run on behalf of a person, with the turns that were opened below it. The runtime is told to stop, and the task stays
 * with its agent until somebody changes or retries it. A run's key cancels turns that were opened below its run. Fails with `not_found`, and with `conflict` if the run has ended.
 */
export async function cancelRun(
  ctx: Context,
  input: { runId: number; reason?: string },
): Promise<RunRow> {
  return ctx.transaction(async (tx) => {
    const run = await findRun(tx.db, input.runId);
    const limit = projectLimitOf(ctx.actor);
    if (!run || (limit !== null && run.project_id !== limit)) throw notFound("Run");
    if (run.queued_at !== null && isAgent(tx.actor)) await assertMayCancel(tx, run);
    else authorize(ctx.actor, "task.override", { projectId: run.project_id ?? undefined });
    if (run.outcome !== null) throw alreadyEnded(run);
    await end(tx, run, input.reason?.trim() || null);
    await cancelTurnsBelow(tx, run.id, `run ${run.id}, which opened it, was cancelled`);
    const closed = (await findRun(tx.db, run.id)) as RunRow;
    return closed;
  });
}

async function end(tx: TxContext, run: RunRow, reason: string | null): Promise<void> {
  const task = run.task_id === null ? null : await lockIfThere(tx, run.task_id);
  const error = `cancelled by ${tx.actor.name}${reason ? `: ${reason}` : ""}`;
  const result = { outcome: "cancelled", error, errorClass: "cancelled" } as const;
  if (task?.status !== "in_progress" || task.run_id !== run.id) {
    if (!(await closeRun(tx, run.id, result))) throw alreadyEnded(run);
    return;
  }
  const isPulled = run.trigger === "claim";
  const next = isPulled
    ? `It waits for ${task.assigned_to} again.`
    : "It is not dispatched again until somebody changes or retries it.";
  await writeSystemComment(tx, task, `Run ${error}. ${next}`);
  const block: DispatchBlock = {
    code: "cancelled",
    message: `The run was ${error}`,
    since: tx.clock.now().toISOString(),
    next_at: null,
  };
  await changeTask(tx, task, {
    to: "assigned",
    set: { dispatch_hold: isPulled ? null : block },
    run: result,
    data: { reason: "run_cancelled" },
  });
}

const alreadyEnded = (run: RunRow): DomainError =>
  new DomainError("conflict", `Run ${run.id} is over`, { fix: "read the run again" });
