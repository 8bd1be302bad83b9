import type { TxContext } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { addJob } from "@/lib/core/jobs";
import { record } from "@/lib/events/append";
import { isCalledTurn, runEvent } from "@/lib/runs/record";
import { changeTask } from "@/lib/tasks/change/change";
import type { TaskRow } from "@/lib/tasks/row";
import { RESUME_RUN } from "./jobs";
import { suspend, wake } from "./run.sql";

/**
 * Lets an open run wait for its first request: without a lease, so that nothing takes it back, and with its place in the agent's
 * capacity free. The transaction has locked the task, which stays in progress and names the request.
 */
export async function park(
  tx: TxContext,
  { runId, task, requestId }: { runId: number; task: TaskRow | null; requestId: number },
): Promise<void> {
  const parked = await suspend(tx.db, runId);
  if (!parked) return;
  await record(tx, runEvent("run.updated", parked));
  if (task && task.request_id === null)
    await changeTask(tx, task, { set: { request_id: requestId } });
}

/**
 * Lets a run go on whose last open request was just closed. It keeps waiting while there is another. A run that its agent has to take
 * up waits for a sign of life; one that Baton works on itself gets a job.
 */
export async function goOnAfter(
  tx: TxContext,
  { runId, task }: { runId: number; task: TaskRow | null },
): Promise<void> {
  const next = await oldestOpen(tx.db, runId);
  if (task && task.run_id === runId && task.request_id !== next)
    await changeTask(tx, task, { set: { request_id: next } });
  if (next !== null) return;
  const woken = await wake(tx.db, runId);
  if (!woken) return;
  await record(tx, runEvent("run.updated", woken));
  if (woken.trigger === "dispatch" || isCalledTurn(woken))
    await addJob(tx.db, RESUME_RUN, { runId }, { key: `resume:${runId}` });
}

/** Index: requests_open_of_run_idx. */
async function oldestOpen(db: Queryable, runId: number): Promise<number | null> {
  const [row] = await db.$queryRaw<{ id: number | null }[]>`
    SELECT min(id) AS id FROM requests WHERE run_id = ${runId} AND state = 'open'`;
  return row?.id ?? null;
}
