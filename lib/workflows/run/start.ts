import { asSystem, type Context } from "@/lib/core/context";
import { DomainError, type FieldProblem } from "@/lib/core/errors";

import { assertMayRun, depthOfStart } from "./authority";
import { createRun } from "./create";
import { followChanges, RUN_ACTOR } from "./follow";
import { prepareRun, type StartInput } from "./prepare";
import { findRun, type RunRow } from "./rows";

export type { StartInput } from "./prepare";

/**
 * Starts a run of a workflow: its root task, a task for every stage, and whatever can begin at once, in one transaction. With a key that was
 * used before it returns that run. Fails with `not_found` for an unknown workflow, `conflict` for an archived one, `forbidden`, and
 * `invalid` with everything that is wrong with inputs, files and agents.
 */
export async function startRun(ctx: Context, input: StartInput): Promise<RunRow> {
  await assertMayRun(ctx, input.projectId);
  const known = input.key === undefined ? null : await runOfKey(ctx, input.key);
  if (known) return known;
  const prepared = await prepareRun(ctx, input);
  await assertMayRun(ctx, prepared.project.id);
  if (prepared.problems.length > 0) throw refused(prepared.problems);
  const depth = await depthOfStart(ctx);
  return ctx.transaction(async (tx) => {
    const run = await createRun(tx, prepared, input, null, { depth });
    if (!run) return (await runOfKey(tx, input.key as string)) as RunRow;
    const { plan } = prepared.compiled;
    const first = plan.stages.flatMap(({ name, inputs }) =>
      inputs.length === 0 ? [{ name, item: null }] : [],
    );
    return followChanges(asSystem(tx, RUN_ACTOR), run, prepared.compiled, first);
  });
}

/** Index: workflow_runs_start_key. */
export async function runOfKey(ctx: Context, key: string): Promise<RunRow | null> {
  const [row] = await ctx.db.$queryRaw<{ id: number }[]>`
    SELECT id FROM workflow_runs WHERE start_key = ${key}`;
  return row ? findRun(ctx.db, row.id) : null;
}

export function refused(problems: readonly FieldProblem[]): DomainError {
  const said = problems.slice(0, 3).map(({ field, rule }) => `${field} ${rule}`);
  return new DomainError("invalid", `The run cannot start: ${said.join("; ")}`, {
    problems: [...problems],
    fix: "correct these and start it again",
  });
}
