import type { TaskRow } from "./row";

type Policy = "required" | "always" | "never";

/**
 * Whether a new task needs a verdict before it is done (domain.md, "Who needs review"). An explicit value wins. Tasks
 * created in the browser, over REST, by a schedule or by a trigger follow the project; tickets, work items and stages need none unless the
 * project's policy is `always`.
 */
export function reviewRequired(
  explicit: boolean | undefined,
  origin: TaskRow["origin"],
  policy: Policy,
): boolean {
  if (explicit !== undefined) return explicit;
  if (policy === "always") return true;
  if (policy === "never") return false;
  return ["browser", "api", "schedule", "trigger"].includes(origin);
}
