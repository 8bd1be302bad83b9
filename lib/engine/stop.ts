import { asSystem, type Context } from "@/lib/core/context";
import { defineJob } from "@/lib/core/jobs";
import { logger } from "@/lib/core/logger";
import { STOP_RUN } from "@/lib/runs/jobs";
import { findRun } from "@/lib/runs/queries";
import { queueStop } from "@/lib/runs/record";
import { CallFailed } from "@/lib/runtimes/http-call";
import { runtimeNamed } from "@/lib/runtimes/registry";
import { runKeyOf } from "@/lib/runtimes/run-key";
import type { RunDetails } from "./terms";

/** The pause between two attempts to stop a run at a runtime that cannot be reached. */
const STOP_AGAIN_MS = 30_000;

/**
 * Stops a run at its runtime, where it would otherwise continue. While the runtime cannot be reached, the job is queued
 * again until the run's deadline, when the runtime ends it by itself. Index: runs_pkey.
 */
export async function stopRun(caller: Context, runId: number): Promise<void> {
  const ctx = asSystem(caller, "scheduler");
  const run = await findRun(ctx.db, runId);
  if (!run || run.outcome === null) return;
  const runtime = await runtimeNamed(ctx.db, run.runtime);
  const details = run.details as unknown as Partial<RunDetails>;
  try {
    await runtime?.cancel?.({
      key: runKeyOf(run.id, run.details.lost),
      agentId: details.agent_id ?? run.agent,
      isAgentOptional: details.agent_optional,
      sessionKey: details.session_key ?? null,
      providerRunId: run.provider_run_id,
    });
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    const now = ctx.clock.now().getTime();
    const deadline = Date.parse(details.deadline_at ?? "");
    const isOver = !(now < deadline);
    logger.warn({ runId, reason: error.message, isOver }, "run not stopped at its runtime");
    if (isOver) return;
    const runAt = new Date(Math.min(now + STOP_AGAIN_MS, deadline));
    await queueStop(ctx, runId, runAt);
  }
}

export const stopRunJob = defineJob({
  ...STOP_RUN,
  description: "Ends a run at its runtime, where it would go on without us.",
  pool: "outbound",
  run: (ctx, { runId }) => stopRun(ctx, runId),
});
