import { type CanvasLink, type CanvasTask, isHolding } from "./canvas-task";
import { type Hierarchy, stepsUnder } from "./hierarchy";

interface Known {
  hierarchy: Hierarchy;
  /** The `blocks` links that end at a task. */
  blockers: (id: number) => readonly CanvasLink[];
  task: (id: number) => CanvasTask | undefined;
}

/**
 * What a task waits for that is not ready, or whose agent asked something; in words, or null. Said from what is shown, because an event does not carry
 * it; from what the server said when the reason is not on the canvas.
 */
export function waitsFor(known: Known, task: CanvasTask): string | null {
  if (task.request_id) return "waits for an answer";
  if (task.ready || (task.status !== "inbox" && task.status !== "assigned")) return null;
  if (task.progress.total > 0) return null;
  for (let at: CanvasTask | undefined = task; at; at = parentOf(known, at)) {
    const holders = holdersOf(known, at);
    if (holders.length > 0) return `waits for ${listed(holders)}`;
  }
  const [said] = task.waiting_on;
  if (said?.reason === "scheduled") return "waits for its time";
  return said?.ticket_ref ? `waits for ${said.ticket_ref}` : "waits for other work";
}

function holdersOf({ hierarchy, blockers, task }: Known, at: CanvasTask): CanvasTask[] {
  const before = blockers(at.id).map(({ from_id }) => from_id);
  if (hierarchy.steps.has(at.id)) {
    const steps = stepsUnder(hierarchy, hierarchy.parents.get(at.id) as number);
    const earlier = steps.slice(0, steps.indexOf(at.id)).map(task);
    const first = earlier.find((step) => step !== undefined && isHolding(step));
    if (first) before.push(first.id);
  }
  return [...new Set(before)]
    .map(task)
    .filter((one) => one !== undefined && isHolding(one)) as CanvasTask[];
}

function parentOf({ hierarchy, task }: Known, { id }: CanvasTask): CanvasTask | undefined {
  const parent = hierarchy.parents.get(id);
  return parent === undefined ? undefined : task(parent);
}

function listed(holders: readonly CanvasTask[]): string {
  const first = holders[0]?.ticket_ref ?? "";
  return holders.length > 1 ? `${first} and ${holders.length - 1} more` : first;
}
