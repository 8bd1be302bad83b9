/** The long texts of a task's row: events say that they changed, but never carry them. */
export const TASK_TEXTS = [
  "description",
  "acceptance_criteria",
  "resolution",
  "error_message",
  "feedback_notes",
  "follow_ups",
  "metadata",
] as const;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/**
 * The data of an event without the long texts of the rows under `task` and `before`, so that they are not sent to the
 * database in vain. Those that differ between the two are `true` under `changed`.
 */
export function withoutTexts(data: object): object {
  const { task, before } = { task: undefined, before: undefined, ...data };
  if (!isObject(task)) return data;
  if (!isObject(before)) return { ...data, task: short(task) };
  const texts = TASK_TEXTS.filter(
    (name) => JSON.stringify(task[name]) !== JSON.stringify(before[name]),
  );
  const changed = Object.fromEntries(texts.map((name) => [name, true]));
  return { ...data, task: short(task), before: short(before), changed };
}

/** Metadata stays, because `event_task` includes it when it is short. */
function short(row: Record<string, unknown>): Record<string, unknown> {
  const { description, acceptance_criteria, resolution, error_message, feedback_notes, ...rest } =
    row;
  return { ...rest, follow_ups: null };
}
