import type { TxContext } from "@/lib/core/context";
import { closeRun, type RunResult } from "@/lib/runs/record";
import type { RunRow } from "@/lib/runs/wire";
import { changeTask } from "@/lib/tasks/change/change";
import { writeSystemComment } from "@/lib/tasks/comments/comment-record";
import type { DispatchBlock, TaskRow } from "@/lib/tasks/row";
import type { Trip } from "./rules";

/**
 * Ends an open run at a limit that it reached, and lets its task wait for a person: nothing takes it up before somebody lets it go on, as no
 * agent may. The process that works on the run is told to stop, as when somebody cancels it. `task` is locked, and null if the run has none;
 * `used` is what the run is known to have used. False if the run was closed meanwhile. Index: runs_pkey.
 */
export async function stopAtLimit(
  tx: TxContext,
  run: Pick<RunRow, "id">,
  task: TaskRow | null,
  trip: Trip,
  used: Partial<RunResult> = {},
): Promise<boolean> {
  const noted = await tx.db.$executeRaw`
    UPDATE runs SET details = details || jsonb_build_object('limit', ${JSON.stringify(trip)}::jsonb)
    WHERE id = ${run.id} AND outcome IS NULL`;
  if (noted === 0) return false;
  const result: RunResult = {
    ...used,
    outcome: "stopped",
    error: trip.message,
    errorClass: "limit",
  };
  if (task?.status !== "in_progress" || task.run_id !== run.id) {
    return (await closeRun(tx, run.id, result)) !== null;
  }
  await writeSystemComment(
    tx,
    task,
    `Run ${run.id} was stopped: ${trip.message}. The task waits for a person: retry it, raise the limit for this task first (${trip.name}, set for ${WHOSE[trip.from]}), or give it to another agent.`,
  );
  const hold: DispatchBlock = {
    code: "limit",
    message: trip.message,
    since: tx.clock.now().toISOString(),
    next_at: null,
  };
  await changeTask(tx, task, {
    to: "blocked",
    set: { blocked_reason: `Stopped at a limit: ${trip.message}`, dispatch_hold: hold },
    run: result,
    data: { reason: "stopped_at_limit" },
  });
  return true;
}

const WHOSE: Record<Trip["from"], string> = {
  default: "every run",
  project: "its project",
  agent: "its agent",
  task: "this task",
};
