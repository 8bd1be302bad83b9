import { lookOfRun } from "@/components/tasks/runs/run-words";
import { askedOf, type TreeRun } from "./tree-run";

interface Surroundings {
  /** How many runs it opened, and how many of those are open now. */
  children: number;
  open: number;
  collapsed: boolean;
}

/** A node in one sentence: "Run 12 by scout, Write the tests, running, 3 opened, 1 of them open". */
export function spokenRun(run: TreeRun, { children, open, collapsed }: Surroundings): string {
  return [
    `Run ${run.id} by ${run.agent}`,
    askedOf(run),
    lookOfRun(run).word,
    children > 0 && `${children} opened`,
    open > 0 && `${open} of them open`,
    collapsed && "collapsed",
  ]
    .filter(Boolean)
    .join(", ");
}
