import type { Context, TxContext } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { pauseAfter } from "@/lib/engine/terms";
import { stopIfEmptyAgain } from "@/lib/limits/check";
import { readRunHead } from "@/lib/runs/queries";
import type { RunResult } from "@/lib/runs/record";
import type { AttemptError, EndRun } from "@/lib/runs/schema";
import type { RunRow } from "@/lib/runs/wire";
import { changeTask } from "@/lib/tasks/change/change";
import { failForGood } from "@/lib/tasks/change/escalate";
import { writeSystemComment } from "@/lib/tasks/comments/comment-record";
import { findTask } from "@/lib/tasks/find";
import { lockTask } from "@/lib/tasks/locks";
import { assertIsHolder } from "@/lib/tasks/queue/fence";
import { placeBefore } from "@/lib/tasks/queue/lease";
import { wakeWhenDue } from "@/lib/tasks/queue/scheduled";
import type { TaskRow } from "@/lib/tasks/row";
import { pauseInWords } from "./after";
import { attemptsOf } from "./attempts";

/**
 * Ends an attempt of a worker that brought no result. Another attempt may fare better: then the task goes back to where it was claimed
 * from, at most five times in all and after a growing pause, unless its command or its stage says how often it is tried. Work that was handed back, or that never began because the program is not set up, uses up no
 * attempt. What would be refused again fails for good. Fails with `stale_run` if the run no longer holds its task.
 */
export async function endClaimed(ctx: Context, runId: number, ended: EndRun): Promise<TaskRow> {
  const { task_id: taskId } = await readRunHead(ctx, runId);
  if (taskId === null) throw holdsNothing(runId);
  return ctx.transaction(async (tx) => {
    const task = await lockTask(tx, taskId);
    assertIsHolder(tx, task, runId);
    const run = await readRunHead(tx, runId);
    if (run.trigger !== "claim" || task.status !== "in_progress") throw holdsNothing(runId);
    return follow(tx, task, run, ended);
  });
}

async function follow(tx: TxContext, task: TaskRow, run: RunRow, ended: EndRun): Promise<TaskRow> {
  const { error_class: errorClass, error } = ended;
  const result: RunResult = {
    outcome: outcomeOf(errorClass),
    error,
    errorClass,
    output: ended.output ?? null,
    model: ended.model ?? null,
    tokensIn: ended.tokens_in ?? null,
    tokensOut: ended.tokens_out ?? null,
    costUsd: ended.cost_usd ?? null,
  };
  if (errorClass === "empty_answer" && (await stopIfEmptyAgain(tx, run, task, result)))
    return findTask(tx.db, task.id);
  const place = placeBefore(run);
  const back = { to: place.status, run: result };
  const set = place.assigned_to === null ? { assigned_to: null } : {};
  if (isUnused(errorClass)) {
    await writeSystemComment(tx, task, `Handed back: ${sentence(error)} No attempt was used up.`);
    return changeTask(tx, task, { ...back, set, data: { reason: "released" } });
  }
  const attempts = task.dispatch_attempts + 1;
  const most = attemptsOf(task, errorClass);
  const count = `attempt ${attempts} of ${Math.max(attempts, most)}`;
  const data = { reason: "attempt_failed", attempt: attempts };
  const noted = { dispatch_attempts: attempts, error_message: error };
  const isHopeless = errorClass === "refused" || errorClass === "invalid_request";
  if (isHopeless || attempts >= most) {
    const why = isHopeless ? "Another attempt would end the same way" : "That was the last attempt";
    await writeSystemComment(tx, task, `Failed (${count}): ${sentence(error)} ${why}.`);
    return failForGood(tx, task, { set: noted, run: result, data }, attempts);
  }
  const pause = pauseAfter({ errorClass, error, retryAfterMs: null }, attempts);
  const who = place.assigned_to === null ? "any agent can take it" : `it waits for ${run.agent}`;
  const when = pause === 0 ? "Now" : `In ${pauseInWords(pause)}`;
  await writeSystemComment(tx, task, `Failed (${count}): ${sentence(error)} ${when} ${who}.`);
  const again = Prisma.sql`clock_timestamp() + ${pause}::int * interval '1 millisecond'`;
  const paced = pause === 0 ? {} : { next_attempt_at: again };
  const after = await changeTask(tx, task, { ...back, set: { ...set, ...noted, ...paced }, data });
  await wakeWhenDue(tx, [after]);
  return after;
}

/** Whether the attempt does not count, because nothing of the task was tried or somebody ended it. */
const isUnused = (errorClass: AttemptError): boolean =>
  errorClass === "configuration" || errorClass === "cancelled";

/** How a run ends that an agent's own process reports as failed. */
export function outcomeOf(errorClass: AttemptError): RunResult["outcome"] {
  switch (errorClass) {
    case "timeout":
    case "silence":
      return "timed_out";
    case "cancelled":
    case "refused":
    case "lost":
      return errorClass;
    default:
      return "failed";
  }
}

const holdsNothing = (runId: number): DomainError =>
  new DomainError("stale_run", `Run ${runId} holds no task`, {
    run_id: runId,
    fix: "drop this work and poll the queue again",
  });

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
