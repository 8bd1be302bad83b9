import type { CreateTask } from "@/lib/tasks/schema";
import { type TaskTemplate, taskFromTemplate } from "@/lib/tasks/template";
import { firesSeveralTimesADay, patternsOf } from "./cron";
import type { Recurrence } from "./recurrence";
import { localClock, localDay } from "./time-zone";

const MAX_TITLE = 500;

/**
 * The task of a due time: everything the template says, with the day in the title (`Daily report - 2026-11-20`), and the time of day too
 * if the schedule fires more than once a day or somebody triggered it.
 */
export function datedTask(
  template: TaskTemplate,
  schedule: { id: number; name: string; projectId: number; recurrence: Recurrence },
  dueAt: Date,
  { withTime }: { withTime: boolean },
): CreateTask {
  const { timezone, cron } = schedule.recurrence;
  const isTimed = withTime || (cron !== null && firesSeveralTimesADay(patternsOf(cron)));
  const day = localDay(dueAt, timezone);
  const date = ` - ${day}${isTimed ? ` ${localClock(dueAt, timezone)}` : ""}`;
  return taskFromTemplate(template, {
    projectId: schedule.projectId,
    title: `${[...template.title].slice(0, MAX_TITLE - date.length).join("")}${date}`,
    source: {
      schedule: {
        id: schedule.id,
        name: schedule.name,
        due_at: Math.floor(dueAt.getTime() / 1000),
      },
    },
    day,
  });
}
