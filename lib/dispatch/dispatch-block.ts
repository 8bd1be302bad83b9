import type { TxContext } from "@/lib/core/context";
import { changeTask } from "@/lib/tasks/change/change";
import type { DispatchBlock, TaskRow } from "@/lib/tasks/row";

/** Why a task cannot be dispatched now. With `nextAt` it is checked again at that time. */
export interface DispatchBlockReason {
  code: DispatchBlock["code"];
  message: string;
  budget?: DispatchBlock["budget"];
  nextAt: Date | null;
}

/**
 * Keeps a task with its agent and records on it why it is not dispatched. If the reason is unchanged, or is the same budget
 * with other figures, only the time of the next check moves and no event is written.
 */
export async function blockDispatch(
  tx: TxContext,
  task: TaskRow,
  reason: DispatchBlockReason,
): Promise<void> {
  const before = task.dispatch_hold;
  const isSame = before?.code === reason.code && sameCause(before, reason);
  const block: DispatchBlock = {
    code: reason.code,
    message: reason.message,
    ...(reason.budget ? { budget: reason.budget } : {}),
    since: isSame ? before.since : tx.clock.now().toISOString(),
    next_at: reason.nextAt?.toISOString() ?? null,
  };
  if (isSame) {
    await tx.db
      .$executeRaw`UPDATE tasks SET dispatch_hold = ${JSON.stringify(block)}::jsonb WHERE id = ${task.id}`;
  } else {
    await changeTask(tx, task, { set: { dispatch_hold: block }, data: { reason: "held" } });
  }
}

const sameCause = (before: DispatchBlock, { message, budget }: DispatchBlockReason): boolean =>
  budget
    ? before.budget?.scope === budget.scope && before.budget.name === budget.name
    : before.message === message;
