import { z } from "zod";
import { asSystem, type Context } from "@/lib/core/context";
import { forEachIsolated } from "@/lib/core/isolated";
import { defineJob } from "@/lib/core/jobs";
import { RUN_JSON } from "@/lib/runs/row";
import type { RunRow } from "@/lib/runs/wire";
import { runtimeNamed } from "@/lib/runtimes/registry";
import type { RuntimeName } from "@/lib/runtimes/runtime";
import { finishRun } from "./finish";
import { type RunHost, runHostPart } from "./host";
import { LEASE_MS } from "./terms";

const AT_ONCE = 500;

/**
 * Takes over dispatched runs whose process died: joins those that go on at their runtime, and counts the others as lost, so
 * that their tasks are dispatched again. A run is taken over by one process, by its lease. Index: runs_dispatched_idx.
 */
export async function recoverRuns(
  caller: Context,
  host: RunHost,
): Promise<{ attached: number; lost: number }> {
  const ctx = asSystem(caller, "recovery");
  const rows = await ctx.db.$queryRaw<{ run: RunRow }[]>`
    UPDATE runs r SET lease_expires_at = clock_timestamp() + ${LEASE_MS}::int * interval '1 millisecond'
    FROM (SELECT id FROM runs WHERE outcome IS NULL AND trigger = 'dispatch' AND lease_expires_at < clock_timestamp()
          ORDER BY lease_expires_at LIMIT ${AT_ONCE} FOR NO KEY UPDATE SKIP LOCKED) expired
    WHERE r.id = expired.id RETURNING ${RUN_JSON} AS run`;
  const result = { attached: 0, lost: 0 };
  // One that fails is looked at again once its lease has run out again.
  const expired = rows.map(({ run }) => run);
  await forEachIsolated("runs", expired, async (run) => {
    // Ours: the database was away for longer than a lease, and the run goes on.
    if (!host.has(run.id)) result[await takeOver(ctx, host, run)]++;
    return undefined;
  });
  return result;
}

export const recoverRunsJob = defineJob({
  name: "recoverRuns",
  payload: z.strictObject({}),
  description: "Joins runs whose process died, or gives them up.",
  periodic: "* * * * *",
  run: (ctx, _, process) => recoverRuns(ctx, process.part(runHostPart)),
});

async function takeOver(ctx: Context, host: RunHost, run: RunRow): Promise<"attached" | "lost"> {
  const runtime = await runtimeNamed(ctx.db, run.runtime);
  if (runtime?.attach) {
    host.attach(run, runtime);
    return "attached";
  }
  await finishRun(
    ctx,
    {
      runId: run.id,
      taskId: run.task_id,
      runtime: run.runtime as RuntimeName,
      fingerprint: "",
    },
    {
      status: "failed",
      output: run.output ?? "",
      model: null,
      usage: { tokensIn: null, tokensOut: null, costUsd: null },
      errorClass: "lost",
      error: "the process that worked on it stopped before the answer came",
      retryAfterMs: null,
    },
  );
  return "lost";
}
