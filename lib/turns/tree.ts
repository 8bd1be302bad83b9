import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { readRunHead } from "@/lib/runs/queries";
import { type RunRow, runToWire } from "@/lib/runs/wire";
import { readTurnLimits } from "./limits";
import type { TreeQuery } from "./schema";
import type { TreeWire } from "./shapes";
import { hasOpenedRuns, runsOfTree, treeState } from "./tree.sql";

/**
 * The tree that a run belongs to: the topmost run, everything that was opened below it, what that cost, and what limits it. A run that
 * opened nothing is a tree of its own. Of the runs at most 1,000 with an id above `after`, oldest first. Fails with `not_found`.
 */
export async function treeOf(
  ctx: Context,
  runId: number,
  { after }: TreeQuery = { after: 0 },
): Promise<TreeWire> {
  const run = await readRunHead(ctx, runId);
  const rootId = run.root_run_id ?? run.id;
  // A key that is limited to a project reads only trees that began there.
  if (rootId !== run.id) await readRunHead(ctx, rootId);
  const state = await treeState(ctx.db, rootId);
  const { max_depth, max_children } = await readTurnLimits(ctx.db);
  const runs = await runsOfTree(ctx.db, rootId, { after, projectId: projectLimitOf(ctx.actor) });
  return {
    root_run_id: rootId,
    runs: runs.map((row) => ({ ...runToWire(row), asked: row.asked })),
    total: state.total,
    open: state.open,
    cost_usd: state.costUsd,
    taken_usd: state.takenUsd,
    cost_unknown: state.costUnknown,
    limits: { max_depth, max_children, budget_usd: state.budgetUsd },
  };
}

/** Whether there is more in a run's tree than the run itself. */
export async function isInTree(
  ctx: Context,
  run: Pick<RunRow, "id" | "root_run_id">,
): Promise<boolean> {
  authorize(ctx.actor, "task.read");
  return run.root_run_id !== null || hasOpenedRuns(ctx.db, run.id);
}
