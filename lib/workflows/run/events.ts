import type { TxContext } from "@/lib/core/context";
import { record } from "@/lib/events/append";
import type { ChangedStage } from "./patch";
import type { RunRow } from "./rows";

/** As many stages as one event names; readers read a run of more again. */
const MOST_NAMED = 200;

/** Writes what happened to a run, with the stages that changed. */
export async function tellRun(
  tx: TxContext,
  type: "workflow.run_started" | "workflow.run_updated" | "workflow.run_completed",
  run: RunRow,
  stages: readonly ChangedStage[],
): Promise<void> {
  await record(tx, {
    type,
    projectId: run.project_id,
    taskId: run.root_task_id,
    data: {
      run: {
        id: run.id,
        workflow: run.workflow_name,
        version: run.version,
        status: run.status,
        attention: run.attention,
        root_task_id: run.root_task_id,
        root_ref: run.root_ref ?? "",
      },
      stages: stages.slice(0, MOST_NAMED).map((stage) => ({
        ...stage,
        reason: stage.reason === null ? null : stage.reason.slice(0, 300).toWellFormed(),
      })),
    },
  });
}
