import { authorize } from "@/lib/auth/permissions";
import type { Context, TxContext } from "@/lib/core/context";
import { actingContext, actingRunOf, orchestratorOf } from "@/lib/profiles/orchestrator";
import { cancelTask, completeInStructure, failTask, retryTask } from "@/lib/tasks/change/report";
import { applyUpdate } from "@/lib/tasks/change/update";
import { lockTask } from "@/lib/tasks/locks";
import type { TaskRow } from "@/lib/tasks/row";
import { invalidTransition } from "./claim";
import { assertOfRun, findItem, itemAfter, projectOf, type WorkTarget } from "./find";
import type { ItemRow } from "./item.sql";
import type { WorkStatus } from "./schema";

/**
 * Hands in an item that is claimed or in progress: it is done, or in review where its project asks for one. What waited for it alone is
 * ready once it is done. An agent completes what it holds, and nobody else's.
 */
export function completeWork(
  ctx: Context,
  { result, ...target }: WorkTarget & { result?: string | undefined },
): Promise<ItemRow> {
  return report(ctx, target, "done", (tx, { id }) =>
    completeInStructure(tx, { ref: id, ...(result === undefined ? {} : { resolution: result }) }),
  );
}

/** Fails an item that is claimed or in progress. Everything that waits for it, and for that in turn, is blocked, with the reason. */
export function failWork(
  ctx: Context,
  { error, ...target }: WorkTarget & { error?: string | undefined },
): Promise<ItemRow> {
  const said = error?.trim() || "no error was given";
  return report(ctx, target, "failed", (tx, { id }) => failTask(tx, { ref: id, error: said }));
}

/** Cancels an item that has not ended. What waited for it no longer does. */
export function cancelWork(
  ctx: Context,
  { reason, ...target }: WorkTarget & { reason?: string | undefined },
): Promise<ItemRow> {
  return change(ctx, target, (tx, { id }) =>
    cancelTask(tx, { ref: id, ...(reason === undefined ? {} : { reason }) }),
  );
}

/**
 * Opens an item again that has ended: it is ready as soon as what it depends on is done, and what a failure had blocked waits for it again.
 * Only people reopen what failed.
 */
export function reopenWork(
  ctx: Context,
  { reason, ...target }: WorkTarget & { reason?: string | undefined },
): Promise<ItemRow> {
  return change(ctx, target, async (tx, task, item) => {
    const opened = await retryTask(tx, {
      ref: task.id,
      ...(reason === undefined ? {} : { reason }),
    });
    // Who led it held it for others; it goes back to the pool.
    const isHolders = item.held_by !== null && opened.assigned_to === item.held_by;
    if (isHolders && item.held_by !== item.claimed_by)
      await applyUpdate(tx, opened, { assigned_to: null });
  });
}

async function report(
  ctx: Context,
  target: WorkTarget,
  to: WorkStatus,
  work: (tx: TxContext, task: TaskRow) => Promise<unknown>,
): Promise<ItemRow> {
  return change(ctx, target, (tx, task, item) => {
    if (task.status !== "in_progress") throw invalidTransition(item, to);
    return work(tx, task);
  });
}

async function change(
  ctx: Context,
  target: WorkTarget,
  work: (tx: TxContext, task: TaskRow, item: ItemRow) => Promise<unknown>,
): Promise<ItemRow> {
  const project = await projectOf(ctx, target.project_id);
  authorize(ctx.actor, "work.manage", { projectId: project.id });
  const leader = await orchestratorOf(ctx);
  const acting = await actingContext(ctx);
  return acting.transaction(async (tx) => {
    const { task } = await findItem(tx, project, target.id);
    const locked = await lockTask(tx, task.id);
    const item = await itemAfter(tx, task.id);
    if (leader !== null) assertOfRun(actingRunOf(ctx), item);
    await work(tx, locked, item);
    return itemAfter(tx, task.id);
  });
}
