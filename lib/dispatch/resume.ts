import { asSystem, type Context, type TxContext } from "@/lib/core/context";
import { defineJob } from "@/lib/core/jobs";
import { hasConversation } from "@/lib/engine/conversation.sql";
import { agentNamed } from "@/lib/engine/live.sql";
import { BATON_RUN_LEASE_MS } from "@/lib/engine/terms";
import { type RunWorker, runWorkerPart } from "@/lib/engine/worker";
import { RESUME_RUN } from "@/lib/requests/jobs";
import { RUN_WITH_TEXTS_JSON } from "@/lib/runs/row";
import type { RunWithTexts } from "@/lib/runs/wire";
import { runtimeNamed } from "@/lib/runtimes/registry";
import { lockIfThere } from "@/lib/tasks/locks";
import { turnRuns } from "@/lib/turns/owner";
import { beginAnew, dispatchedRuns, SESSION_ENDED } from "./finish";
import { deadlineFor } from "./terms";

/**
 * Goes on with a run that was answered. A model's conversation continues with the answer as the tool's result. A session that ended
 * while it waited begins anew, with question and answer in its prompt. One whose session goes on elsewhere is left to it.
 */
export async function resumeRun(
  caller: Context,
  worker: RunWorker,
  runId: number,
): Promise<"continued" | "again" | "left"> {
  const ctx = asSystem(caller, "scheduler");
  const isStored = await hasConversation(ctx.db, runId);
  if (worker.has(runId)) {
    if (!isStored || !(await isAnswered(ctx, runId))) return "left";
    // The answer was faster than the end of the call that asked.
    await worker.ended(runId);
  }
  if (!isStored) return beginAgain(ctx, runId);
  const run = await takeUpConversation(ctx, runId);
  if (!run) return "left";
  const runtime = await runtimeNamed(ctx.db, run.runtime);
  if (!runtime) throw new Error(`there is no runtime ${run.runtime}`);
  const owner = run.queued_at === null ? dispatchedRuns : turnRuns;
  worker.start(owner, { run, runtime, agent: await agentNamed(ctx.db, run.agent) });
  return "continued";
}

/** Index: runs_pkey. */
async function isAnswered({ db }: Context, runId: number): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM runs WHERE id = ${runId} AND outcome IS NULL AND state = 'answered'`;
  return rows.length > 0;
}

/** Makes an answered run this process's own, with a new deadline; null if another was faster, or it was closed. Index: runs_pkey. */
export async function takeUpConversation(
  ctx: Context,
  runId: number,
): Promise<RunWithTexts | null> {
  const [found] = await ctx.db.$queryRaw<
    { agent: string }[]
  >`SELECT agent FROM runs WHERE id = ${runId}`;
  const agent = found ? await agentNamed(ctx.db, found.agent) : null;
  const deadline = deadlineFor(agent ?? { config: {} }, ctx.clock.now()).toISOString();
  const [row] = await ctx.db.$queryRaw<{ run: RunWithTexts }[]>`
    UPDATE runs r SET state = 'running', heartbeat_at = clock_timestamp(),
      lease_expires_at = clock_timestamp() + ${BATON_RUN_LEASE_MS}::int * interval '1 millisecond',
      details = r.details || jsonb_build_object('deadline_at', ${deadline}::text)
    WHERE r.id = ${runId} AND r.outcome IS NULL AND r.state = 'answered' RETURNING ${RUN_WITH_TEXTS_JSON} AS run`;
  return row?.run ?? null;
}

/** Gives the task to its agent again if the session of its run ended while it waited. */
async function beginAgain(ctx: Context, runId: number): Promise<"again" | "left"> {
  return ctx.transaction(async (tx: TxContext) => {
    const [run] = await tx.db.$queryRaw<{ task_id: number | null; ended: boolean }[]>`
      SELECT task_id, details ? ${SESSION_ENDED} AS ended FROM runs WHERE id = ${runId} AND outcome IS NULL`;
    const task = run?.ended && run.task_id !== null ? await lockIfThere(tx, run.task_id) : null;
    if (task?.status !== "in_progress" || task.run_id !== runId || task.request_id !== null)
      return "left";
    await beginAnew(tx, task);
    return "again";
  });
}

export const resumeRunJob = defineJob({
  ...RESUME_RUN,
  description: "Goes on with a run of an agent that Baton calls, once its question was answered.",
  run: (ctx, { runId }, process) => resumeRun(ctx, process.part(runWorkerPart), runId),
});
