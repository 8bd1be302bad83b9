import { TASK_STATUSES, type TaskStatus } from "@/components/ui/display/status";
import type { CanvasTask } from "./canvas-task";

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
