import type { CreateTask } from "@/lib/tasks/schema";
import { type TaskTemplate, taskFromTemplate } from "@/lib/tasks/template";
import { firesSeveralTimesADay, patternsOf } from "./cron";
import type { Recurrence } from "./recurrence";
import { localClock, localDay } from "./time-zone";

const MAX_TITLE = 500;

/** A schedule as far as the tasks of its due times go. */
interface Dated {
  id: number;
  name: string;
  projectId: number;
  recurrence: Recurrence;
}

/**
 * The title of what comes of a due time: the day behind the template's title (`Daily report - 2026-11-20`), and the time of day too if the
 * schedule fires more than once a day or somebody triggered it.
 */
export function datedTitle(
  { title }: Pick<TaskTemplate, "title">,
  { recurrence: { timezone, cron } }: Pick<Dated, "recurrence">,
  dueAt: Date,
  { withTime }: { withTime: boolean },
): string {
  const isTimed = withTime || (cron !== null && firesSeveralTimesADay(patternsOf(cron)));
  const time = isTimed ? ` ${localClock(dueAt, timezone)}` : "";
  const date = ` - ${localDay(dueAt, timezone)}${time}`;
  return `${[...title].slice(0, MAX_TITLE - date.length).join("")}${date}`;
}

/** What the metadata of a task or run say of the schedule that it comes from. */
export const scheduleSource = ({ id, name }: Pick<Dated, "id" | "name">, dueAt: Date) => ({
  schedule: { id, name, due_at: Math.floor(dueAt.getTime() / 1000) },
});

/** The task of a due time: everything the template says, with the day in the title. */
export function datedTask(
  template: TaskTemplate,
  schedule: Dated,
  dueAt: Date,
  options: { withTime: boolean },
): CreateTask {
  return taskFromTemplate(template, {
    projectId: schedule.projectId,
    title: datedTitle(template, schedule, dueAt, options),
    source: scheduleSource(schedule, dueAt),
    day: localDay(dueAt, schedule.recurrence.timezone),
  });
}
