import { parse } from "@/lib/http/validate";
import { CreateTask } from "@/lib/tasks/schema";
import { firesSeveralTimesADay, patternsOf } from "./cron";
import type { Recurrence } from "./recurrence";
import type { TaskTemplate } from "./schema";
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
  const { due_in_days, title, metadata, project_id: _, ...rest } = template;
  const task = {
    ...rest,
    title: `${[...title].slice(0, MAX_TITLE - date.length).join("")}${date}`,
    project_id: schedule.projectId,
    metadata: {
      ...metadata,
      schedule: {
        id: schedule.id,
        name: schedule.name,
        due_at: Math.floor(dueAt.getTime() / 1000),
      },
    },
    ...(due_in_days == null ? {} : { due_on: daysAfter(day, due_in_days) }),
  };
  return parse(CreateTask, task, "body");
}

function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
