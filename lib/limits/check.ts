import { asSystem, type Context, type TxContext } from "@/lib/core/context";
import { findRunHead } from "@/lib/runs/queries";
import type { RunResult } from "@/lib/runs/record";
import type { RunRow } from "@/lib/runs/wire";
import { lockIfThere } from "@/lib/tasks/locks";
import type { TaskRow } from "@/lib/tasks/row";
import { standingOf } from "./find";
import { type Trip, tripOf } from "./rules";
import { stopAtLimit } from "./stop";

/** Stops a working run if it has reached one of its limits. Returns whether it was stopped. */
export async function checkLimits(caller: Context, runId: number): Promise<boolean> {
  const ctx = asSystem(caller, "limits");
  if ((await reached(ctx, runId)) === null) return false;
  return ctx.transaction(async (tx) => {
    const run = await findRunHead(tx.db, runId);
    if (!run || run.outcome !== null) return false;
    const task = run.task_id === null ? null : await lockIfThere(tx, run.task_id);
    // Somebody may have raised the limit, or the run may have gone to ask a person.
    const trip = await reached(tx, runId);
    return trip !== null && stopAtLimit(tx, run, task, trip);
  });
}

async function reached(ctx: Context, runId: number): Promise<Trip | null> {
  const standing = await standingOf(ctx.db, runId);
  if (!standing?.isOpen || standing.state !== "running") return null;
  const { limits, figures, call } = standing;
  // What attempts before this one came to was looked at when they ended.
  return tripOf(limits, { ...figures, empty_results: null }, call);
}

/**
 * Stops a run that is about to end without a result, if that happened too often in a row to its task, which the transaction has locked.
 * Returns false if it may be tried again.
 */
export async function stopIfEmptyAgain(
  tx: TxContext,
  run: RunRow,
  task: TaskRow,
  used: Partial<RunResult>,
): Promise<boolean> {
  const standing = await standingOf(tx.db, run.id);
  if (!standing) return false;
  const { limits, figures } = standing;
  const only = limits.filter(({ name }) => name === "empty_results");
  const trip = tripOf(only, { ...figures, empty_results: (figures.empty_results ?? 0) + 1 }, null);
  return trip !== null && stopAtLimit(tx, run, task, trip, used);
}
