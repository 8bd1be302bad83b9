import type { TaskWire } from "@/lib/tasks/shapes";

const SIGNS_IN_A_LINE = 33;

/** The estimated height of a card, for the first paint and the scroll bar before it is measured. */
export function estimateCard(task: TaskWire): number {
  const titleLines = Math.min(3, Math.ceil(task.title.length / SIGNS_IN_A_LINE));
  const waits =
    (task.status === "inbox" || task.status === "assigned") &&
    !task.ready &&
    task.progress.total === 0;
  const isHeld =
    task.status === "assigned" && (task.dispatch_hold !== null || task.dispatch_attempts > 0);
  const says = isHeld || task.status === "blocked" || task.status === "failed";
  const reason = waits ? 22 : says ? 38 : 0;
  return (
    70 +
    titleLines * 20 +
    reason +
    (task.parent_id === null ? 0 : 18) +
    (task.labels.length > 0 ? 28 : 0) +
    (task.progress.total > 0 ? 24 : 0)
  );
}
