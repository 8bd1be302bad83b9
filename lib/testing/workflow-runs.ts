import type { Context } from "@/lib/core/context";
import type { Database } from "@/lib/core/database";
import { completeTask } from "@/lib/tasks/change/report";
import { claimNext } from "@/lib/tasks/queue/claim";
import type { TaskRow } from "@/lib/tasks/row";
import { findRun, type RunRow } from "@/lib/workflows/run/rows";
import { agentActor } from "./context";
import { emptyTables } from "./empty-tables";
import { followRuns } from "./workflows";

/** What tests of runs of workflows look at, and who works on them. */

type RunRef = Pick<RunRow, "id">;

export const emptyWorkflows = (db: Database): Promise<void> =>
  emptyTables(
    db,
    ...["tasks", "agents", "runs", "events", "requests", "task_counts", "task_count_changes"],
    ...["workflow_runs", "workflow_stages", "workflow_versions", "workflows"],
    "graphile_worker._private_jobs",
  );

/** States of the stages by name, items as `name#0`. */
export async function stageStates(db: Database, run: RunRef): Promise<Record<string, string>> {
  const rows = await db.workflowStage.findMany({
    where: { runId: run.id },
    orderBy: [{ position: "asc" }, { itemIndex: "asc" }],
  });
  return Object.fromEntries(
    rows.map(({ name, itemIndex, state }) => [
      itemIndex === null ? name : `${name}#${itemIndex}`,
      state,
    ]),
  );
}

export const runStatus = async (db: Database, run: RunRef): Promise<string | undefined> =>
  (await findRun(db, run.id))?.status;

/** The task of a stage, or of one of its items. */
export const stageTask = (db: Database, run: RunRef, name: string, item: number | null = null) =>
  db.task.findFirstOrThrow({
    where: { workflowStages: { some: { runId: run.id, name, itemIndex: item } } },
  });

/** The next task of an agent, claimed; null if there is none. */
export async function takeTask(
  ctx: Context,
  agent: string,
): Promise<{ own: Context; task: TaskRow } | null> {
  const own = ctx.as(agentActor(agent));
  const { task } = await claimNext(own, { agent });
  return task ? { own, task } : null;
}

/** An agent polls, does what it gets, and hands that in. The title of the task, or null if there was none. */
export async function workOnce(
  ctx: Context,
  agent = "scout",
  resolution = "Done",
): Promise<string | null> {
  const taken = await takeTask(ctx, agent);
  if (!taken) return null;
  await completeTask(taken.own, { ref: taken.task.id, resolution });
  await followRuns(ctx);
  return taken.task.title;
}
