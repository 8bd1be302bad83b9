import { asSystem, type Context, type TxContext } from "@/lib/core/context";
import { notFound } from "@/lib/core/errors";
import { assertMayRun, depthOfStart } from "./authority";
import { createRun } from "./create";
import { followChanges, RUN_ACTOR } from "./follow";
import { withGates } from "./gates-of-agents";
import { Patches } from "./patch";
import { prepareRun } from "./prepare";
import { findReadableRun } from "./read";
import type { RunRow, RunSource } from "./rows";
import { filesOf, STAGE_TASK, stagesOf } from "./rows";
import { refused, runOfKey } from "./start";

/**
 * Starts a run anew as another one: of the same version with the same inputs and files, but for those that are given. With `from`, what
 * succeeded in the stages that do not come after it is taken over; for an agent no approval is. Fails as `startRun` does, and with `not_found` for an unknown run or stage.
 */
export async function copyRun(
  ctx: Context,
  id: number,
  given: {
    inputs?: Record<string, unknown> | undefined;
    files?: Record<string, string> | undefined;
    agent?: string | undefined;
    from?: string | undefined;
    source: RunSource;
    key?: string | undefined;
  },
): Promise<RunRow> {
  const original = await findReadableRun(ctx, id);
  await assertMayRun(ctx, original.project_id);
  const known = given.key === undefined ? null : await runOfKey(ctx, given.key);
  if (known) return known;
  const { workflow_name: workflow, version, config } = original;
  const prepared = await prepareRun(ctx, {
    workflow,
    version,
    inputs: { ...original.inputs, ...given.inputs },
    files: { ...(await filesOf(ctx.db, id)), ...given.files },
    agent: given.agent ?? config.agent ?? undefined,
    projectId: original.project_id,
    priority: config.priority,
    source: given.source,
  });
  if (prepared.problems.length > 0) throw refused(prepared.problems);
  const { compiled } = prepared;
  if (given.from !== undefined && !compiled.plan.has(given.from))
    throw notFound(`Stage ${given.from}`);
  const depth = await depthOfStart(ctx);
  return ctx.transaction(async (tx) => {
    const run = await createRun(tx, prepared, given, null, { depth, copiedFrom: id });
    if (!run) return (await runOfKey(tx, given.key as string)) as RunRow;
    const system = asSystem(tx, RUN_ACTOR);
    const again =
      given.from === undefined
        ? null
        : new Set(withGates(ctx.actor, compiled, compiled.plan.from(given.from)));
    const taken = again ? await takeOver(system, original, run, again) : new Set<string>();
    const open = compiled.plan.stages.filter(({ name }) => !taken.has(name));
    return followChanges(
      system,
      run,
      compiled,
      open.map(({ name }) => ({ name, item: null })),
    );
  });
}

/** Marks the stages that succeeded in the original, and are not done anew, as succeeded with the same results. Index: workflow_stages_state_idx. */
async function takeOver(
  tx: TxContext,
  original: RunRow,
  run: RunRow,
  again: ReadonlySet<string>,
): Promise<Set<string>> {
  const done = await tx.db.$queryRaw<
    { name: string; output: unknown; resolution: string | null }[]
  >`
    SELECT s.name, s.output, t.resolution FROM workflow_stages s ${STAGE_TASK}
    WHERE s.run_id = ${original.id} AND s.item_index IS NULL AND s.state = 'succeeded'`;
  const kept = new Map(
    done.filter(({ name }) => !again.has(name)).map((each) => [each.name, each]),
  );
  const patches = new Patches();
  for (const row of await stagesOf(tx.db, run.id)) {
    const from = kept.get(row.name);
    if (!from) continue;
    patches.stage(row, {
      state: "succeeded",
      reason: `taken over from run ${original.id}`,
      output: from.output,
    });
    patches.task(row, { status: "done", resolution: from.resolution });
  }
  await patches.write(tx);
  return new Set(kept.keys());
}
