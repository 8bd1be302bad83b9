import type { Context } from "@/lib/core/context";
import { readRun } from "./run/read";
import { cancelRun } from "./run/verbs";
import type { BulkRuns } from "./run-schema";
import type { WorkflowRunSummaryWire } from "./shapes";

/**
 * Cancels several runs, all or none, and returns them in the order given. Fails with what cancelling one of them fails with, and then
 * changes none.
 */
export async function changeRuns(
  ctx: Context,
  { runs, reason }: BulkRuns,
): Promise<WorkflowRunSummaryWire[]> {
  const wanted = [...new Set(runs)];
  await ctx.transaction(async (tx) => {
    // By their ids, so that two such changes wait for each other and never both.
    for (const id of wanted.toSorted((a, b) => a - b)) await cancelRun(tx, id, reason ?? undefined);
  });
  const read = await Promise.all(wanted.map((id) => readRun(ctx, id)));
  return read.map(
    ({ inputs: _, outputs: __, stages: ___, definition: ____, ...summary }) => summary,
  );
}
