import { TASK_STATUSES, type TaskStatus } from "@/components/ui/display/status";
import type { TaskWire } from "@/lib/tasks/shapes";
import type { GraphRunWire } from "@/lib/workflows/canvas/shapes";

const FIELDS = [
  "id",
  "ticket_ref",
  "etag",
  "title",
  "status",
  "priority",
  "type",
  "kind",
  "assigned_to",
  "claimed_at",
  "request_id",
  "parent_id",
  "exec_mode",
  "exec_order",
  "on_failure",
  "ready",
  "waiting_on",
  "blocked_reason",
  "error_message",
  "progress",
  "archived_at",
  "project_id",
  "workflow",
] as const;

/** What the canvas shows of a task: a thousand of them travel with the page. */
export type CanvasTask = Pick<TaskWire, (typeof FIELDS)[number]>;

export interface CanvasLink {
  type: "blocks" | "relates" | "duplicates";
  from_id: number;
  to_id: number;
}

/** What is drawn from task to task: links, and what leads from a stage of a workflow to one that it does not block. */
export interface CanvasLine extends Omit<CanvasLink, "type"> {
  type: CanvasLink["type"] | "flow";
}

export const isLink = (line: CanvasLine): line is CanvasLink => line.type !== "flow";

/** What GET /api/tasks/graph says, as far as the canvas shows it. */
export interface CanvasGraph {
  tasks: CanvasTask[];
  links: CanvasLink[];
  truncated: boolean;
  /** The runs of workflows that tasks belong to. */
  workflow_runs?: GraphRunWire[];
}

export function toCanvasTask(task: CanvasTask): CanvasTask {
  return Object.fromEntries(FIELDS.map((field) => [field, task[field]])) as CanvasTask;
}

export const linkKey = ({ type, from_id, to_id }: CanvasLink): string =>
  `${type}:${from_id}:${to_id}`;

/** Whether a task still holds back what waits for it (lib/tasks/structure/structure.ts says the same of a row). */
export function isHolding(task: CanvasTask): boolean {
  if (task.archived_at !== null || task.status === "done" || task.status === "cancelled") {
    return false;
  }
  return !(task.status === "failed" && task.on_failure === "continue");
}

export const isOver = ({ status, archived_at }: CanvasTask): boolean =>
  status === "cancelled" || archived_at !== null;

export type Tally = readonly (readonly [status: TaskStatus, count: number])[];

/** How many are in each status, without those that nobody is in. */
export function tallyOf(tasks: Iterable<CanvasTask>): Tally {
  const counts = new Map<TaskStatus, number>();
  for (const { status } of tasks) counts.set(status, (counts.get(status) ?? 0) + 1);
  return TASK_STATUSES.filter((status) => counts.has(status)).map((status) => [
    status,
    counts.get(status) as number,
  ]);
}
