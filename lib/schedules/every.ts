import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { parse } from "@/lib/http/validate";
import { projectForNewWork } from "@/lib/projects/queries";
import { createSchedule } from "./create";
import { removeSchedule } from "./pause";
import { readSchedule } from "./queries";
import type { ScheduleRow } from "./row";
import { CreateSchedule, type Every } from "./schema";
import type { ScheduleWire } from "./shapes";

const LONGEST_TITLE = 200;
const keyOf = (agent: string): string => `every:${agent}`;

/**
 * Gives an agent the same task again and again, skipping a time while the last one is open: a schedule, one for each agent and project, which
 * is replaced by the next. People and general keys only. Fails as `createSchedule` does.
 */
export async function every(
  ctx: Context,
  { agent, prompt, seconds, project_id }: Every,
): Promise<{ schedule: ScheduleRow; created: boolean }> {
  const [title = ""] = prompt.trim().split("\n");
  const schedule = {
    name: `every ${agent}`,
    key: keyOf(agent),
    schedule: inWords(seconds / 60),
    overlap: "skip",
    task_template: {
      title: title.slice(0, LONGEST_TITLE),
      description: prompt,
      assigned_to: agent,
      ...(project_id === undefined ? {} : { project_id }),
    },
  };
  return createSchedule(ctx, parse(CreateSchedule, schedule, "body"));
}

/** Ends what `every` began for an agent. Fails with `not_found` if there is nothing. */
export async function endEvery(
  ctx: Context,
  { agent, project_id }: { agent: string; project_id?: number | undefined },
): Promise<ScheduleWire> {
  const projectId = project_id ?? projectLimitOf(ctx.actor) ?? undefined;
  const project = await projectForNewWork(ctx.db, ctx.actor, projectId);
  authorize(ctx.actor, "schedule.manage", { projectId: project.id });
  const known = await ctx.db.schedule.findFirst({
    where: { projectId: project.id, key: keyOf(agent) },
    select: { id: true },
  });
  if (!known) {
    throw new DomainError("not_found", `${agent} is given nothing again and again`, {
      fix: "list the schedules, which may be of another name",
    });
  }
  const schedule = await readSchedule(ctx, String(known.id));
  await removeSchedule(ctx, String(known.id));
  return schedule;
}

/** Minutes as the words of a schedule. */
function inWords(minutes: number): string {
  if (minutes === 1) return "every minute";
  if (minutes === 24 * 60) return "every day";
  if (minutes % 60 !== 0) return `every ${minutes} minutes`;
  return minutes === 60 ? "every hour" : `every ${minutes / 60} hours`;
}
