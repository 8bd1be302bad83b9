import { ATTEMPT_LIMITS } from "@/lib/tasks/lifecycle";
import type { TaskRow } from "@/lib/tasks/row";

/** The classes of failures that the work itself had, and not what lies between Baton and whoever does it. */
const OF_THE_WORK: ReadonlySet<string> = new Set([
  "agent",
  "timeout",
  "silence",
  "empty_answer",
  "invalid_output",
  "protocol",
  "limit",
]);

/**
 * How many attempts a task has in all, by what its last one failed with (domain.md, "Dispatch, review, recovery"). Work that failed is not
 * begun again where something else says how often that is done: a command does, and a stage of a workflow with `retry` (workflows.md).
 */
export function attemptsOf(
  { command, workflow }: Pick<TaskRow, "command" | "workflow">,
  errorClass: string,
): number {
  if (!OF_THE_WORK.has(errorClass)) return ATTEMPT_LIMITS.dispatchAttempts;
  if (command !== null) return command.attempts ?? 1;
  return workflow?.has_retry ? 1 : ATTEMPT_LIMITS.dispatchAttempts;
}
