import type { Context, TxContext } from "@/lib/core/context";
import { invalid } from "@/lib/core/errors";
import { recordVerdict } from "@/lib/reviews/record";
import { cancelTask, retryTask } from "@/lib/tasks/change/report";
import { writeSystemComment } from "@/lib/tasks/comments/comment-record";
import { findTask } from "@/lib/tasks/find";
import { isTerminal } from "@/lib/tasks/lifecycle";
import { lockTask } from "@/lib/tasks/locks";
import type { TaskRow } from "@/lib/tasks/row";
import type { TaskRef } from "@/lib/tasks/schema";
import { readContest } from "./best-of";
import { assertContest, assertUnpicked, entriesOf } from "./contests.sql";
import type { PickEntry } from "./schema";
import type { ContestWire } from "./shapes";

/**
 * Picks the work of one agent: approves it, as a verdict with the reason, and cancels the others with that reason, which stops their
 * programs. The first pick counts. Fails with `conflict` if there was one, and as the verdict does: for work that is not
 * in review, and against its checks without `checks_override`.
 */
export async function pickEntry(ctx: Context, ref: TaskRef, pick: PickEntry): Promise<ContestWire> {
  await ctx.transaction((tx) => pickEntryWithin(tx, ref, pick));
  return readContest(ctx, ref);
}

/** The same as a part of a change. `judge` is the agent for whom Baton picks. */
export async function pickEntryWithin(
  tx: TxContext,
  ref: TaskRef,
  {
    task: pickedRef,
    reason,
    checks_override: checksOverride,
    seen_at: seenAt,
    judge,
  }: PickEntry & { judge?: string },
): Promise<void> {
  const group = await lockTask(tx, ref);
  assertContest(group);
  const entries = await entriesOf(tx.db, group.id);
  const { id } = await findTask(tx.db, pickedRef);
  const picked = entries.find(({ task }) => task.id === id)?.task;
  if (!picked) throw invalid("task", `is no task below ${group.ticket_ref}`);
  assertUnpicked(entries);
  const verdict = { verdict: "approved", notes: reason, checksOverride, seenAt } as const;
  await recordVerdict(tx, { ref: id, ...verdict, reviewer: judge });
  const why = `not picked: ${picked.ticket_ref} of ${picked.assigned_to} is. ${reason}`;
  for (const { task } of entries) if (task.id !== id) await close(tx, task, why);
}

/** A failed one has to be reopened first; what was cancelled before stays as it is. */
async function close(tx: TxContext, task: TaskRow, reason: string): Promise<void> {
  if (task.status === "cancelled") {
    await writeSystemComment(tx, task, `It was ${reason}`);
    return;
  }
  if (isTerminal(task.status)) await retryTask(tx, { ref: task.id, reason });
  await cancelTask(tx, { ref: task.id, reason });
}
