import { z } from "zod";
import { asSystem, type Context } from "@/lib/core/context";
import { forEachIsolated } from "@/lib/core/isolated";
import { defineJob } from "@/lib/core/jobs";
import { dispatchedRuns } from "@/lib/dispatch/finish";
import type { RunOwner } from "@/lib/engine/owner";
import { LEASE_MS } from "@/lib/engine/terms";
import { type RunWorker, runWorkerPart } from "@/lib/engine/worker";
import { verdictRuns } from "@/lib/reviews/verdict-runs";
import { RUN_WITH_TEXTS_JSON } from "@/lib/runs/row";
import type { RunWithTexts } from "@/lib/runs/wire";
import { runtimeNamed } from "@/lib/runtimes/registry";

const AT_ONCE = 500;

/** Who decides about the runs that Baton makes itself. Claimed runs are `requeueStaleTasks`'s. */
const OWNERS: readonly RunOwner[] = [dispatchedRuns, verdictRuns];

/**
 * Takes over runs whose process died, dispatched work and verdicts alike: joins those that go on at their runtime, and counts
 * the others as lost, so that they are begun anew. A run is taken over by one process, by its lease. Index: runs_open_idx.
 */
export async function recoverRuns(
  caller: Context,
  worker: RunWorker,
): Promise<{ attached: number; lost: number }> {
  const ctx = asSystem(caller, "recovery");
  const rows = await ctx.db.$queryRaw<{ run: RunWithTexts }[]>`
    UPDATE runs r SET lease_expires_at = clock_timestamp() + ${LEASE_MS}::int * interval '1 millisecond'
    FROM (SELECT id FROM runs WHERE outcome IS NULL AND trigger = ANY(${OWNERS.map(({ trigger }) => trigger)}::run_trigger[]) AND lease_expires_at < clock_timestamp()
          ORDER BY lease_expires_at LIMIT ${AT_ONCE} FOR NO KEY UPDATE SKIP LOCKED) expired
    WHERE r.id = expired.id RETURNING ${RUN_WITH_TEXTS_JSON} AS run`;
  const result = { attached: 0, lost: 0 };
  // One that fails is looked at again once its lease has run out again.
  const expired = rows.map(({ run }) => run);
  await forEachIsolated("runs", expired, async (run) => {
    // Ours: the database was away for longer than a lease, and the run goes on.
    if (!worker.has(run.id)) result[await takeOver(ctx, worker, run)]++;
    return undefined;
  });
  return result;
}

export const recoverRunsJob = defineJob({
  name: "recoverRuns",
  payload: z.strictObject({}),
  description: "Joins runs whose process died, or gives them up.",
  periodic: "* * * * *",
  run: (ctx, _, process) => recoverRuns(ctx, process.part(runWorkerPart)),
});

async function takeOver(
  ctx: Context,
  worker: RunWorker,
  run: RunWithTexts,
): Promise<"attached" | "lost"> {
  const owner = OWNERS.find(({ trigger }) => trigger === run.trigger);
  if (!owner) throw new Error(`nobody decides about runs of trigger ${run.trigger}`);
  const runtime = await runtimeNamed(ctx.db, run.runtime);
  if (runtime?.attach) {
    worker.attach(owner, { run, runtime });
    return "attached";
  }
  await owner.finish(
    ctx,
    { run },
    {
      status: "failed",
      // What was streamed is put together where the run is closed.
      output: "",
      model: null,
      usage: { tokensIn: null, tokensOut: null, costUsd: null },
      errorClass: "lost",
      error: "the process that worked on it stopped before the answer came",
      retryAfterMs: null,
    },
  );
  return "lost";
}
