import { STATUS } from "@/components/ui/display/status";
import type { CanvasTask } from "./canvas-task";
import type { Step } from "./hierarchy";

interface Surroundings {
  step: Step | undefined;
  /** How it stands as a stage or run of a workflow, where it is one. */
  status?: string;
  /** Which run of which workflow it is. */
  run?: string;
  children: number;
  collapsed: boolean;
  /** What it waits for, in words. */
  waits: string | null;
}

/** A node in one sentence: "BAT-012 Build image, step 2 of 3, in progress, held by scout". */
export function spokenNode(task: CanvasTask, around: Surroundings): string {
  const { step, children, collapsed, waits, run } = around;
  const status = around.status ?? STATUS[task.status].label;
  const { done, total } = task.progress;
  return [
    `${task.ticket_ref} ${task.title}`,
    run ?? (task.type === "epic" && "epic"),
    step && `step ${step.number} of ${step.of}`,
    task.archived_at === null ? status.toLowerCase() : "archived",
    task.assigned_to && heldWord(task),
    total > 0 && `${done} of ${total} done`,
    waits,
    children > 0 && `${children} inside${collapsed ? ", collapsed" : ""}`,
  ]
    .filter(Boolean)
    .join(", ");
}

function heldWord({ status, assigned_to }: CanvasTask): string {
  if (status === "in_progress") return `held by ${assigned_to}`;
  return status === "done" ? `done by ${assigned_to}` : `assigned to ${assigned_to}`;
}
