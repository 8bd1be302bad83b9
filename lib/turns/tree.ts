import type { Context } from "@/lib/core/context";
import { readRunHead } from "@/lib/runs/queries";
import { runToWire } from "@/lib/runs/wire";
import { readTurnLimits } from "./limits";
import type { TreeWire } from "./shapes";
import { runsOfTree, treeState } from "./tree.sql";

/**
 * The tree that a run belongs to: the topmost run, everything that was opened below it, what that cost, and what limits it. A run that
 * opened nothing is a tree of its own. Fails with `not_found`.
 */
export async function treeOf(ctx: Context, runId: number): Promise<TreeWire> {
  const run = await readRunHead(ctx, runId);
  const rootId = run.root_run_id ?? run.id;
  // A key that is limited to a project reads only trees that began there.
  if (rootId !== run.id) await readRunHead(ctx, rootId);
  const state = await treeState(ctx.db, rootId);
  const { max_depth, max_children } = await readTurnLimits(ctx.db);
  return {
    root_run_id: rootId,
    runs: (await runsOfTree(ctx.db, rootId)).map(runToWire),
    open: state.open,
    cost_usd: state.costUsd,
    cost_unknown: state.costUnknown,
    limits: { max_depth, max_children, budget_usd: state.budgetUsd },
  };
}
