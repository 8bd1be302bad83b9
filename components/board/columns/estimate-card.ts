import type { TaskWire } from "@/lib/tasks/shapes";

const SIGNS_IN_A_LINE = 33;
/** In px, as a column of the usual width draws them. */
const LABELS = {
  shown: 3,
  width: 230,
  gap: 4,
  around: 32,
  sign: 5.2,
  widest: 128,
  more: 20,
  row: 24,
};

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
  const reason = waits ? 22 : says || task.request_id ? 38 : 0;
  return (
    70 +
    titleLines * 20 +
    reason +
    (task.parent_id === null ? 0 : 18) +
    labelsHeight(task.labels) +
    (task.progress.total > 0 ? 24 : 0)
  );
}

/** Too high rather than too low: cards that are placed too close cover each other until they are measured. */
function labelsHeight(labels: readonly string[]): number {
  if (labels.length === 0) return 0;
  const widths = labels
    .slice(0, LABELS.shown)
    .map((label) => Math.min(LABELS.widest, LABELS.around + label.length * LABELS.sign));
  if (labels.length > LABELS.shown) widths.push(LABELS.more);
  let rows = 1;
  let used = 0;
  for (const width of widths) {
    const next = used === 0 ? width : used + LABELS.gap + width;
    if (next > LABELS.width) rows += 1;
    used = next > LABELS.width ? width : next;
  }
  return 28 + (rows - 1) * LABELS.row;
}
