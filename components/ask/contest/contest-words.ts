import type { ContestWire } from "@/lib/turns/shapes";
import type { Entry } from "./use-contest";

/** Whose work it is, for headings and labels. */
export const agentOf = ({ task, run }: Entry): string =>
  task.assigned_to ?? run?.agent ?? task.ticket_ref;

/** Whether it may be picked: handed in, and waiting for a verdict. */
export const isPickable = ({ task }: Entry): boolean => task.status === "review";

export const isAtWork = ({ task }: Entry): boolean =>
  task.status === "in_progress" || task.status === "assigned" || task.status === "inbox";

/** Whether nothing that is asked for is red or missing. */
export const isProven = ({ evidence: { state } }: Entry): boolean =>
  state === "none" || state === "passed";

/** "2 at work, 1 handed in", while nobody is picked. */
export function standingInWords({ entries }: Pick<ContestWire, "entries">): string {
  const atWork = entries.filter(isAtWork).length;
  const handedIn = entries.filter(isPickable).length;
  const others = entries.length - atWork - handedIn;
  return [
    atWork > 0 ? `${atWork} at work` : null,
    handedIn > 0 ? `${handedIn} handed in` : null,
    others > 0 ? `${others} out` : null,
  ]
    .filter((part) => part !== null)
    .join(", ");
}

/** What became of the worktree of work that was not picked; null where there is nothing to say. */
export function worktreeInWords({ worktree, change, task }: Entry): string | null {
  if (task.status !== "cancelled") return null;
  if (worktree)
    return worktree.stays === null
      ? `Its worktree and branch were removed on ${worktree.host}.`
      : `Its worktree stays on ${worktree.host}: ${worktree.stays}.`;
  return change?.branch ? "Its worker has not said yet that it removed the worktree." : null;
}
