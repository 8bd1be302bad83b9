import { asSystem, type Context, type TxContext } from "@/lib/core/context";
import { DomainError, invalid, notFound } from "@/lib/core/errors";
import { assertNotArchived } from "@/lib/projects/queries";
import { checkInputs, inputValues } from "@/lib/workflows/definition/inputs";
import { assertMayLead } from "./authority";
import { type Compiled, compiledVersion } from "./compiled";
import { closeRunsOf, finishRun, RUN_ENDED } from "./finish";
import { followChanges, RUN_ACTOR } from "./follow";
import { assertMaySkip, withGates } from "./gates-of-agents";
import { moveTasks } from "./move";
import { Patches } from "./patch";
import { findReadableRun } from "./read";
import { removeBelow } from "./reset";
import { findRun, lockRun, type RunRow, stagesNamed, stagesOf } from "./rows";
import { toRetry } from "./rules";
import { refused } from "./start";

interface Led {
  tx: TxContext;
  run: RunRow;
  compiled: Compiled;
}

/** Runs a verb on a run that is locked, for who may lead it. */
async function leading<T>(ctx: Context, id: number, verb: (led: Led) => Promise<T>): Promise<T> {
  const seen = await findReadableRun(ctx, id);
  await assertMayLead(ctx, seen);
  return ctx.transaction(async (tx) => {
    const run = await lockRun(tx, id);
    if (!run) throw notFound("Workflow run");
    const compiled = await compiledVersion(tx.db, { versionId: run.version_id, hash: run.hash });
    return verb({ tx: asSystem(tx, RUN_ACTOR), run, compiled });
  });
}

/** Cancels a run: what is open is cancelled, and what runs stops. Fails with `conflict` if it has ended. */
export async function cancelRun(ctx: Context, id: number, reason?: string | null): Promise<RunRow> {
  return leading(ctx, id, async ({ tx, run, compiled }) => {
    if (run.status !== "running") throw hasEnded(run, "start it again as a copy");
    const why = reason?.trim();
    const error = `cancelled by ${ctx.actor.name}${why ? `: ${why}` : ""}`;
    return finishRun(tx, run, compiled, { status: "cancelled", error, failedStage: null });
  });
}

const hasEnded = ({ id, status }: RunRow, fix: string): DomainError =>
  new DomainError(
    "conflict",
    `Run ${id} has ${status === "cancelled" ? "been cancelled" : status}`,
    {
      reason: "run_ended",
      run_status: status,
      fix,
    },
  );

/**
 * Begins a stage and all that comes after it anew, with other inputs if they are given; the other stages keep their results. For a run that
 * failed or stands still behind a failure. With other inputs an agent has every approval asked for anew. Fails with `conflict` for any other and in an archived project, `not_found` for an unknown stage and `invalid` for inputs.
 */
export async function retryRun(
  ctx: Context,
  id: number,
  { stage, inputs }: { stage: string; inputs?: Record<string, unknown> | undefined },
): Promise<RunRow> {
  return leading(ctx, id, async ({ tx, run, compiled }) => {
    const mayRetry =
      run.status === "failed" || (run.status === "running" && run.attention !== null);
    if (!mayRetry && run.status !== "running")
      throw hasEnded(
        run,
        `start a copy with POST /api/workflows/${run.workflow_name}/runs {"copy_of": ${id}, "from": "${stage}"}`,
      );
    if (run.parent_stage_id !== null && run.status !== "running") {
      throw new DomainError(
        "conflict",
        `Run ${id} was started by a stage of another run, which is over`,
        {
          fix: "retry that stage, which starts its workflow again",
        },
      );
    }
    if (run.status !== "running") await assertNotArchived(tx.db, run.project_id);
    if (!compiled.plan.has(stage)) throw notFound(`Stage ${stage}`);
    const rows = await stagesOf(tx.db, id);
    const failed = rows.find(({ name }) => name === stage);
    if (!mayRetry && failed?.state !== "failed") {
      throw new DomainError("conflict", `Run ${id} goes on, and ${stage} has not failed`, {
        fix: "wait for it, or cancel the run and start a copy",
      });
    }
    const states = rows.map(({ name, state, reason }) => ({
      name,
      state,
      wasCut: reason === RUN_ENDED && state === "cancelled",
    }));
    const found = toRetry(compiled.plan, stage, states);
    const again =
      "stages" in found && inputs
        ? { stages: withGates(ctx.actor, compiled, found.stages) }
        : found;
    if ("endedBy" in again) {
      throw invalid(
        "stage",
        `would not help: ${again.endedBy} ended the run, so retry from it or from a stage before it`,
      );
    }
    if (inputs) {
      const given = { ...run.inputs, ...inputs };
      const problems = checkInputs(compiled.definition, given);
      if (problems.length > 0) throw refused(problems);
      const values = inputValues(compiled.definition, given);
      await tx.db
        .$executeRaw`UPDATE workflow_runs SET inputs = ${JSON.stringify(values)}::jsonb WHERE id = ${id}`;
    }
    await tx.db.$executeRaw`
      UPDATE workflow_runs SET status = 'running', attention = NULL, attempt = attempt + 1, error = NULL, failed_stage = NULL, outputs = NULL,
        finished_at = NULL, updated_at = clock_timestamp() WHERE id = ${id}`;
    if (run.root_task_id !== null && run.status !== "running")
      await moveTasks(tx, [{ id: run.root_task_id, status: "rest", reopens: true }]);
    await resetStages(tx, id, again.stages);
    const after = (await findRun(tx.db, id)) as RunRow;
    return followChanges(
      tx,
      after,
      compiled,
      again.stages.map((name) => ({ name, item: null })),
    );
  });
}

/** Makes stages as they were before their first attempt, without what they had below them. */
async function resetStages(tx: TxContext, runId: number, names: readonly string[]): Promise<void> {
  const rows = await stagesNamed(tx.db, runId, names);
  await closeRunsOf(
    tx,
    rows.map(({ id }) => id),
  );
  const patches = new Patches();
  for (const row of rows) {
    patches.stage(row, { state: "waiting", reason: null, attempts: 0, output: null });
    patches.task(row, {
      status: "rest",
      kind: "wait",
      assignedTo: null,
      resolution: null,
      reopens: true,
      scheduledFor: null,
      why: "its stage begins anew",
    });
  }
  await patches.write(tx);
  await removeBelow(tx, rows);
}

/**
 * Skips a stage that is not settled: what waits for it is decided about as if it had been skipped by its condition. Fails with `conflict` for
 * one that is settled, unless it failed.
 */
export async function skipStage(ctx: Context, id: number, stage: string): Promise<RunRow> {
  return leading(ctx, id, async ({ tx, run, compiled }) => {
    if (run.status !== "running") throw hasEnded(run, "retry it first, or start a copy");
    const [row] = await stagesNamed(tx.db, id, [stage]);
    if (!row) throw notFound(`Stage ${stage}`);
    assertMaySkip(ctx.actor, compiled, stage);
    if (row.state !== "waiting" && row.state !== "active" && row.state !== "failed") {
      throw new DomainError("conflict", `${stage} of run ${id} is ${row.state} already`, {
        fix: "skip a stage that waits, is worked on or failed",
      });
    }
    const reason = `skipped by ${ctx.actor.name}`;
    await closeRunsOf(tx, [row.id]);
    const patches = new Patches();
    patches.stage(row, { state: "skipped", reason });
    patches.task(row, { status: "cancelled", why: reason });
    const { stages } = await patches.write(tx);
    await removeBelow(tx, [row]);
    const after = compiled.plan.followersOf(stage).map((name) => ({ name, item: null }));
    return followChanges(tx, run, compiled, after, stages);
  });
}
