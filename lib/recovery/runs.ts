import { asSystem, type Context } from "@/lib/core/context";
import { forEachIsolated } from "@/lib/core/isolated";
import { defineJob } from "@/lib/core/jobs";
import { dispatchedRuns } from "@/lib/dispatch/finish";
import { takeUpConversation } from "@/lib/dispatch/resume";
import { hasConversation } from "@/lib/engine/conversation.sql";
import type { RunOwner } from "@/lib/engine/owner";
import { BATON_RUN_LEASE_MS } from "@/lib/engine/terms";
import { type RunWorker, runWorkerPart } from "@/lib/engine/worker";
import { verdictRuns } from "@/lib/reviews/verdict-runs";
import { RECOVER_RUNS } from "@/lib/runs/jobs";
import { RUN_WITH_TEXTS_JSON } from "@/lib/runs/row";
import type { RunWithTexts } from "@/lib/runs/wire";
import { runtimeNamed } from "@/lib/runtimes/registry";
import { turnRuns } from "@/lib/turns/owner";

const MAX_RUNS_PER_SWEEP = 500;

/** The owners of the runs that Baton makes itself. `requeueStaleTasks` handles claimed runs, and `sweep` turns that agents took. */
const OWNERS: readonly RunOwner[] = [dispatchedRuns, verdictRuns, turnRuns];

/**
 * Takes over runs whose process died, dispatched work, verdicts and turns. Runs that continue at their runtime are joined; the
 * others count as lost and are started again. The lease ensures that only one process takes over a run. Index:
 * runs_open_idx.
 */
export async function recoverRuns(
  caller: Context,
  worker: RunWorker,
): Promise<{ attached: number; lost: number }> {
  const ctx = asSystem(caller, "recovery");
  const rows = await ctx.db.$queryRaw<{ run: RunWithTexts }[]>`
    UPDATE runs r SET lease_expires_at = clock_timestamp() + ${BATON_RUN_LEASE_MS}::int * interval '1 millisecond'
    FROM (SELECT id FROM runs WHERE outcome IS NULL AND trigger = ANY(${OWNERS.map(({ trigger }) => trigger)}::run_trigger[]) AND lease_expires_at < clock_timestamp()
            AND (trigger <> 'direct' OR (queued_at IS NOT NULL AND is_pushed(runtime)))
          ORDER BY lease_expires_at LIMIT ${MAX_RUNS_PER_SWEEP} FOR NO KEY UPDATE SKIP LOCKED) expired
    WHERE r.id = expired.id RETURNING ${RUN_WITH_TEXTS_JSON} AS run`;
  const result = { attached: 0, lost: 0 };
  // If one fails, it is tried again once its new lease has run out.
  const expired = rows.map(({ run }) => run);
  await forEachIsolated("runs", expired, async (run) => {
    // The run is this process's own and still going: the database was unreachable for longer than a lease.
    if (!worker.has(run.id)) result[await takeOver(ctx, worker, run)]++;
    return undefined;
  });
  return result;
}

export const recoverRunsJob = defineJob({
  ...RECOVER_RUNS,
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
  // What it was told until it asked is stored, so it goes on from there, in this process.
  if (runtime && (await hasConversation(ctx.db, run.id))) {
    // The job of its answer may not have come yet, or never comes: one of the two takes it up.
    const own = run.state === "answered" ? await takeUpConversation(ctx, run.id) : run;
    if (own) worker.start(owner, { run: own, runtime, agent: null });
    return "attached";
  }
  if (runtime?.attach) {
    worker.attach(owner, { run, runtime });
    return "attached";
  }
  await owner.finish(
    ctx,
    { run },
    {
      status: "failed",
      // The stored parts are joined when the run is closed.
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
