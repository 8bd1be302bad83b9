"use client";

import { useTask } from "@/components/sync/data/use-task";
import { WorkflowPlace } from "@/components/tasks/structure/workflow-place";

/** For what a stage of a workflow asks, and not an agent: which run it belongs to. */
export function GateRun({ task }: { task: number }) {
  const place = useTask(task).data?.task.workflow;
  return place ? <WorkflowPlace place={place} /> : null;
}
