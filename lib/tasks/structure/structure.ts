import type { TxContext } from "@/lib/core/context";
import { lockStructureIfAny } from "@/lib/tasks/locks";
import type { TaskRow } from "@/lib/tasks/row";
import { isBlockedByCancelled, type TouchedParents } from "./children";
import { assertNoCircleThrough } from "./circles";
import { alignChain, assertUnblockable, failureBehind } from "./failure-chain";
import { nextAfter, placeOf, refreshAround, refreshBelow, waitingFor } from "./readiness";

/** Whether tasks that wait for this one still have to. The same rule as `task_holds` in prisma/sql/readiness.sql. */
export function blocksSuccessors(task: TaskRow): boolean {
  if (task.archived_at !== null || task.status === "done" || task.status === "cancelled")
    return false;
  return !(task.status === "failed" && task.on_failure === "continue");
}

/** What other tasks depend on: whether the task blocks its successors, and whether it blocks what is below it. */
function effectOnOthers(task: TaskRow): string {
  const below =
    task.archived_at !== null || ["blocked", "failed", "cancelled"].includes(task.status);
  return `${blocksSuccessors(task)} ${below}`;
}

const isResting = (task: TaskRow): boolean => task.status === "inbox" || task.status === "assigned";

const PLACE = ["parent_id", "exec_order", "exec_mode"] as const;

/** The first part of a task's place that changed. A new one has nothing behind it: only its links can close a circle. */
function placeChanged(before: TaskRow | null, after: TaskRow): string | undefined {
  return PLACE.find((field) => before !== null && before[field] !== after[field]);
}

/**
 * Brings everything that hangs on a changed task into line, in the same transaction: the readiness of what waits for it and
 * the chain behind a failure; its parents are noted in `parents`, for the caller to change next. `before` is null for a new
 * task. The task's own readiness is right already (`withReadiness`) and its event written: consequences follow their cause in
 * the stream. Says whether anything may have followed. Fails with `invalid` when its new place closes a circle, and `blocked` when it was unblocked behind a failed one.
 */
export async function settleStructure(
  tx: TxContext,
  before: TaskRow | null,
  after: TaskRow,
  parents: TouchedParents,
): Promise<boolean> {
  const place = placeChanged(before, after);
  const formerParent = before?.parent_id ?? null;
  const moved =
    before === null || place !== undefined || before.scheduled_for !== after.scheduled_for;
  const affectsOthers = before !== null && effectOnOthers(before) !== effectOnOthers(after);
  const breaks = (before && failureBehind(before)) !== failureBehind(after);
  const rests = isResting(after) && before?.status !== after.status;
  parents.childChanged(before, after);
  if (!moved && !affectsOthers && !breaks && !rests) return false;
  if (!(await lockStructureIfAny(tx, after.id)) && formerParent === null) return false;

  if (place !== undefined) await assertNoCircleThrough(tx, place, [after]);
  const places = [...placeOf(before), ...placeOf(after)];
  if (moved) await refreshAround(tx, after.id, places);
  else if (affectsOthers) {
    const next = await nextAfter(tx, after.id, places);
    // Its own readiness is right, and nothing is below it: most children of an epic end like this.
    if (next.length === 0 && after.children_total === 0 && !breaks && !rests) return false;
    await refreshBelow(tx, [after.id, ...next]);
  }
  if (rests && before?.status === "blocked" && !isBlockedByCancelled(before))
    await assertUnblockable(tx, after);
  if (moved || breaks) {
    await alignChain(tx, await waitingFor(tx, after.id, places));
  } else if (rests) {
    await alignChain(tx, [after.id]);
  }
  return true;
}
