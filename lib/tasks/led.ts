/** What of a task says whether the run of a workflow leads it. */
interface Face {
  kind: string;
  status: string;
  workflow?: { is_root: boolean } | null;
}

/**
 * Whether the run of a workflow leads the task and nobody has to do anything about it: the root of a run, a stage whose turn has not come, and
 * an approval, which asks in a request of its own. Lists and counts leave these out, unless they are about a task above them. The same rule as
 * `is_led` in prisma/sql/task-counts.sql. Pure.
 */
export function isLed({ kind, status, workflow }: Face): boolean {
  if (!workflow) return false;
  if (workflow.is_root) return true;
  return (kind === "wait" || kind === "approval") && status !== "done" && status !== "failed";
}
