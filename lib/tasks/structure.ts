import type { TxContext } from "@/lib/core/context";
import { assertNoCircleThrough } from "./circles";
import type { ApplyChange } from "./columns";
import { alignChain, assertUnblockable, failureBehind } from "./failure-chain";
import { findTask, holdStructureOf } from "./find";
import { placeOf, refreshAround, waitingFor } from "./readiness";
import { countsAs, rollUp } from "./roll-up";
import type { TaskRow } from "./row";

/** Whether a task still holds back what waits for it (domain.md, "Ready"). */
export function isUnfinished(task: TaskRow): boolean {
  if (task.archived_at !== null || task.status === "done" || task.status === "cancelled")
    return false;
  return !(task.status === "failed" && task.on_failure === "continue");
}

/** What others see of a task's status: whether it still holds its successors, and whether it holds what is below it. */
function holdsBack(task: TaskRow): string {
  const below =
    task.archived_at !== null || ["blocked", "failed", "cancelled"].includes(task.status);
  return `${isUnfinished(task)} ${below}`;
}

const isResting = (task: TaskRow): boolean => task.status === "inbox" || task.status === "assigned";

const PLACE = ["parent_id", "exec_order", "exec_mode"] as const;

/** The first part of a task's place that changed. A new one has nothing behind it: only its links can close a circle. */
function placeChanged(before: TaskRow | null, after: TaskRow): string | undefined {
  return PLACE.find((field) => before !== null && before[field] !== after[field]);
}

/**
 * Brings everything that hangs on a changed task into line, in the same transaction: the readiness of what waits for it,
 * the chain behind a failure, and its parents. `before` is null for a new task. The task's own readiness is right already
 * (`withReadiness`) and its event written: consequences follow their cause in the stream. Returns the task as it is then.
 * Fails with `invalid` when its new place closes a circle, and `blocked` when it was unblocked behind a failed one.
 */
export async function settle(
  tx: TxContext,
  before: TaskRow | null,
  after: TaskRow,
  changeTask: ApplyChange,
): Promise<TaskRow> {
  const place = placeChanged(before, after);
  const formerParent = before?.parent_id ?? null;
  const moved =
    before === null || place !== undefined || before.scheduled_for !== after.scheduled_for;
  const holds = before !== null && holdsBack(before) !== holdsBack(after);
  const breaks = (before && failureBehind(before)) !== failureBehind(after);
  const rests = isResting(after) && before?.status !== after.status;
  const counts = formerParent !== after.parent_id || countsAs(before) !== countsAs(after);
  if (!moved && !holds && !breaks && !rests && !counts) return after;
  if (!(await holdStructureOf(tx, after.id)) && formerParent === null) return after;

  if (place !== undefined) await assertNoCircleThrough(tx, place, [after]);
  const places = [...placeOf(before), ...placeOf(after)];
  if (moved || holds) await refreshAround(tx, after.id, places);
  if (rests && before?.status === "blocked") await assertUnblockable(tx, after);
  if (moved || breaks) {
    await alignChain(tx, await waitingFor(tx, after.id, places));
  } else if (rests) {
    await alignChain(tx, [after.id]);
  }
  if (counts) await rollUpParents(tx, before, after, changeTask);
  return findTask(tx.db, after.id);
}

async function rollUpParents(
  tx: TxContext,
  before: TaskRow | null,
  after: TaskRow,
  changeTask: ApplyChange,
): Promise<void> {
  const [was, is] = [countsAs(before), countsAs(after)];
  const formerParent = before?.parent_id ?? null;
  const stayed = formerParent === after.parent_id;
  if (formerParent !== null && !stayed && was !== "nothing") {
    await rollUp(tx, formerParent, false, changeTask);
  }
  if (after.parent_id === null || (!stayed && is === "nothing")) return;
  const opens = is === "open" && !(stayed && was === "open");
  await rollUp(tx, after.parent_id, opens, changeTask);
}
