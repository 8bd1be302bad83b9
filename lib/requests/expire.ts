import { asSystem, type Context, type TxContext } from "@/lib/core/context";
import { defineJob } from "@/lib/core/jobs";
import { record } from "@/lib/events/append";
import { closeRun } from "@/lib/runs/record";
import { failForGood } from "@/lib/tasks/change/escalate";
import { writeSystemComment } from "@/lib/tasks/comments/comment-record";
import { lockIfThere } from "@/lib/tasks/locks";
import type { TaskRow } from "@/lib/tasks/row";
import { closeRequest } from "./close.sql";
import { requestEvent } from "./events";
import { findRequest } from "./find";
import { EXPIRE_REQUEST } from "./jobs";
import { goOnAfter } from "./park";
import type { RequestRow } from "./row";

/**
 * What was agreed for the deadline of a request: the answer that counts then, or the end of the run, which fails its task for a person to
 * look at. Does nothing for one that was closed before.
 */
export async function expireRequest(caller: Context, requestId: number): Promise<void> {
  const ctx = asSystem(caller, "deadline");
  await ctx.transaction(async (tx) => {
    const seen = await findRequest(tx.db, requestId);
    if (seen?.state !== "open" || seen.deadline_at === null) return;
    const task = seen.task_id === null ? null : await lockIfThere(tx, seen.task_id);
    const { on_deadline: answer } = seen;
    const closed = await closeRequest(tx.db, requestId, {
      state: "expired",
      answer,
      by: "the deadline",
      reason: answer
        ? "Nobody answered in time: the answer that was set for the deadline counts."
        : "Nobody answered in time.",
      standingAnswerId: null,
    });
    if (!closed) return;
    await record(tx, requestEvent("request.expired", closed));
    if (closed.run_id === null) return;
    if (answer) await goOnAfter(tx, { runId: closed.run_id, task });
    else await fail(tx, closed, closed.run_id, task);
  });
}

async function fail(
  tx: TxContext,
  { title }: RequestRow,
  runId: number,
  task: TaskRow | null,
): Promise<void> {
  const error = `Nobody answered "${title}" in time`;
  const run = { outcome: "failed", error, errorClass: "unanswered" } as const;
  if (task?.status !== "in_progress" || task.run_id !== runId) {
    await closeRun(tx, runId, run);
    return;
  }
  await writeSystemComment(tx, task, `Failed: ${error}.`);
  const set = { error_message: error };
  await failForGood(tx, task, { set, run, data: { reason: "unanswered" } }, 1);
}

export const expireRequestJob = defineJob({
  ...EXPIRE_REQUEST,
  description: "Does what was agreed for the deadline of a question that nobody answered.",
  run: (ctx, { requestId }) => expireRequest(ctx, requestId),
});
