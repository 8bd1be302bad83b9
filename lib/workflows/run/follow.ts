import type { TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { applyActions } from "./apply";
import { MAX_DEPTH } from "./authority";
import type { Compiled } from "./compiled";
import { consider } from "./consider";
import { createRun } from "./create";
import { tellRun } from "./events";
import { finishRun } from "./finish";
import type { NestedStart } from "./items";
import { idOf } from "./missing";
import { observe } from "./observe";
import type { ChangedStage } from "./patch";
import { prepareRun } from "./prepare";
import { whyNoRoom } from "./room";
import { filesOf, type RunRow } from "./rows";
import { conclude, type StageKey } from "./rules";
import { RunWorld } from "./world";

/** Baton itself follows runs, under this name. */
export const RUN_ACTOR = "workflow";

/** Does what follows from these changes of a run that is locked. Returns the run as it is then. */
export async function followChanges(
  tx: TxContext,
  run: RunRow,
  compiled: Compiled,
  changed: readonly StageKey[],
  before: readonly ChangedStage[] = [],
): Promise<RunRow> {
  const told: ChangedStage[] = [...before];
  const none: ReadonlyMap<string, string> = new Map();
  const looks = inLooks(changed).map((keys) => ({ keys, broken: none }));
  for (let look = looks.shift(); look; look = looks.shift()) {
    const { keys, broken } = look;
    const seen = await worldOf(
      tx,
      run,
      compiled,
      keys.map(({ name }) => name),
      broken,
    );
    await seen.readLooked(keys);
    const {
      actions,
      consider: names,
      finish,
    } = await seen.ask(() => observe(compiled.plan, seen, keys));
    const first = await applyActions(seen, actions);
    const then = await worldOf(tx, run, compiled, names, new Map());
    const applied = await applyActions(
      then,
      await then.ask(() => consider(compiled.plan, then, names, finish)),
    );
    told.push(...first.stages, ...applied.stages);
    if (applied.finish) {
      const { status, stage, reason } = applied.finish;
      const failed =
        status === "failed"
          ? { error: reason, failedStage: stage }
          : { error: null, failedStage: null };
      return finishRun(tx, run, compiled, { status, ...failed }, told);
    }
    const why = new Map([...seen.broken, ...then.broken]);
    const unstarted = await startNested(tx, run, [...first.nested, ...applied.nested], why);
    const failed = [...first.broken, ...applied.broken, ...unstarted];
    if (failed.length > 0) looks.unshift({ keys: failed, broken: why });
  }
  return settle(tx, run, compiled, told);
}

/** Items are looked at one by one, because which of them goes next depends on those before. */
function inLooks(keys: readonly StageKey[]): (readonly StageKey[])[] {
  const whole = keys.filter(({ item }) => item === null);
  return [
    ...(whole.length > 0 ? [whole] : []),
    ...keys.flatMap((key) => (key.item === null ? [] : [[key]])),
  ];
}

async function worldOf(
  tx: TxContext,
  run: RunRow,
  compiled: Compiled,
  names: readonly string[],
  broken: ReadonlyMap<string, string>,
): Promise<RunWorld> {
  const world = new RunWorld(tx, run, compiled);
  for (const [id, why] of broken) world.broken.set(id, why);
  await world.readAround(names);
  return world;
}

/** What the run is now that nothing more follows. Index: workflow_stages_state_idx. */
async function settle(
  tx: TxContext,
  run: RunRow,
  compiled: Compiled,
  told: readonly ChangedStage[],
): Promise<RunRow> {
  const [open] = await tx.db.$queryRaw<{ active: boolean; waiting: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM workflow_stages WHERE run_id = ${run.id} AND item_index IS NULL AND state = 'active') AS active,
           EXISTS (SELECT 1 FROM workflow_stages WHERE run_id = ${run.id} AND item_index IS NULL AND state = 'waiting') AS waiting`;
  const hasActive = open?.active ?? false;
  const failed = hasActive ? null : await firstFailure(tx, run.id, compiled);
  const end = conclude({ hasActive, hasWaiting: open?.waiting ?? false, failed });
  if (end.be === "succeeded")
    return finishRun(
      tx,
      run,
      compiled,
      { status: "succeeded", error: null, failedStage: null },
      told,
    );
  if (end.be === "failed")
    return finishRun(
      tx,
      run,
      compiled,
      { status: "failed", error: end.reason, failedStage: end.stage },
      told,
    );
  const attention = end.be === "blocked" ? "blocked" : null;
  if (attention === run.attention) {
    if (told.length > 0) await tellRun(tx, "workflow.run_updated", run, told);
    return run;
  }
  const { name = null, reason = null } = attention === null ? {} : (failed ?? {});
  await tx.db.$executeRaw`
    UPDATE workflow_runs SET attention = ${attention}, error = ${reason}, failed_stage = ${name}, updated_at = clock_timestamp()
    WHERE id = ${run.id}`;
  const after: RunRow = { ...run, attention, error: reason, failed_stage: name };
  await tellRun(tx, "workflow.run_updated", after, told);
  return after;
}

async function firstFailure(tx: TxContext, runId: number, { plan }: Compiled) {
  const failed = await tx.db.$queryRaw<{ name: string; reason: string | null }[]>`
    SELECT name, reason FROM workflow_stages WHERE run_id = ${runId} AND item_index IS NULL AND state = 'failed' ORDER BY position`;
  return (
    failed.find(({ name }) => ["block", "fail_run"].includes(plan.stage(name).onFailure)) ?? null
  );
}

/**
 * Starts the runs of workflows that stages began, each below its stage's task. A stage whose run cannot start is returned, and `broken` says
 * why.
 */
async function startNested(
  tx: TxContext,
  run: RunRow,
  starts: readonly NestedStart[],
  broken: Map<string, string>,
): Promise<StageKey[]> {
  const unstarted: StageKey[] = [];
  for (const start of starts) {
    const why = await startOne(tx, run, start);
    if (why === null) continue;
    broken.set(idOf(start.at), why);
    unstarted.push(start.at);
  }
  return unstarted;
}

/** Null, or why it could not be started. */
async function startOne(tx: TxContext, run: RunRow, start: NestedStart): Promise<string | null> {
  const { workflow, inputs, task, stageId, at } = start;
  if (run.depth + 1 > MAX_DEPTH) return `workflows are nested deeper than ${MAX_DEPTH}`;
  const source = { kind: "workflow" as const, id: run.id, name: run.workflow_name };
  const agent = run.config.agents[at.name] ?? run.config.agent ?? undefined;
  const input = {
    workflow,
    inputs,
    files: await filesOf(tx.db, run.id),
    agent,
    projectId: run.project_id,
    priority: run.config.priority,
    limit: run.config.limit,
    barred: run.config.barred,
    source,
  };
  // Nothing of this is done in a transaction of its own, whose failure would undo all the rest.
  const prepared = await prepareRun(tx, input).catch((error: unknown) => {
    if (error instanceof DomainError) return error.message;
    throw error;
  });
  if (typeof prepared === "string") return prepared;
  const { problems, compiled, fromProfiles } = prepared;
  if (run.starter_agent_id !== null && fromProfiles.length > 0)
    return `an agent started the run, and there is no agent ${fromProfiles.join(", ")} yet: make it first`;
  if (problems.length > 0)
    return problems
      .map(({ field, rule }) => `${field} ${rule}`)
      .slice(0, 3)
      .join("; ");
  const full = await whyNoRoom(tx, task.id, compiled.definition.stages.length + 1);
  if (full !== null) return full;
  const nested = { stageId, task, depth: run.depth + 1, starterAgentId: run.starter_agent_id };
  const created = await createRun(
    tx,
    prepared,
    { source, title: `${task.title}: ${prepared.workflow.name}` },
    nested,
  );
  if (!created) return null;
  const first = compiled.plan.stages.flatMap(({ name, inputs: from }) =>
    from.length === 0 ? [{ name, item: null }] : [],
  );
  await followChanges(tx, created, compiled, first);
  return null;
}
