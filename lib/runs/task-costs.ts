import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import type { Timeframe } from "./schema";
import type { RunSum } from "./sums";
import { addStats, byKey, grouped, nameOf, type Of, statsOf, sum, timeline } from "./token-stats";
import { usageWithin } from "./tokens";

/** `action=task-costs`: sums per task with its models and days, and sums over runs without a task. */
export async function taskCosts(ctx: Context, timeframe: Timeframe) {
  authorize(ctx.actor, "task.read");
  const filter = usageWithin(ctx, timeframe);
  const [byTask, models, days, byAgent] = await Promise.all([
    sum(ctx, ["task_id"], filter),
    sum(ctx, ["task_id", "model"], filter),
    sum(ctx, ["task_id", "day"], filter),
    sum(ctx, ["task_id", "agent"], filter),
  ]);
  const tasks = byTask.filter(({ keys }) => keys[0] !== null);
  const facts = await tasksNamed(
    ctx,
    tasks.map(({ keys }) => Number(keys[0])),
  );
  const [modelsOf, daysOf] = [models, days].map(grouped) as [Of, Of];
  const listed = tasks.flatMap((task) => {
    const id = Number(task.keys[0]);
    const fact = facts.get(id);
    if (!fact) return [];
    const { project_id, project_name, project_slug, ticket_ref, ...shown } = fact;
    const project = {
      id: project_id,
      name: project_name,
      slug: project_slug,
      ticketRef: ticket_ref,
    };
    const key = String(id);
    const parts = { models: byKey(modelsOf(key)), timeline: timeline(daysOf(key)) };
    return [{ taskId: id, ...shown, project, stats: statsOf(task), ...parts }];
  });
  const attributed = byAgent.filter(({ keys }) => keys[0] !== null);
  return {
    summary: addStats(tasks),
    tasks: listed,
    agents: together(attributed, ({ keys }) => nameOf(keys[1])),
    projects: together(tasks, ({ keys }) => String(facts.get(Number(keys[0]))?.project_id)),
    unattributed: addStats(byTask.filter(({ keys }) => keys[0] === null)),
    timeframe,
  };
}

interface TaskFacts {
  title: string;
  status: string;
  priority: string;
  assignedTo: string | null;
  project_id: number;
  project_name: string;
  project_slug: string;
  ticket_ref: string;
}

/** Index: tasks_pkey. */
async function tasksNamed(ctx: Context, ids: number[]): Promise<Map<number, TaskFacts>> {
  const rows = await ctx.db.$queryRaw<({ id: number } & TaskFacts)[]>`
    SELECT t.id, t.title, t.status::text, t.priority::text, t.assigned_to AS "assignedTo", t.ticket_ref,
           t.project_id, p.name AS project_name, p.slug AS project_slug
    FROM tasks t JOIN projects p ON p.id = t.project_id WHERE t.id = ANY(${ids}::int[])`;
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}

/** Groups the sums of tasks by what `nameOf` returns, with the number of tasks in each group. */
function together(sums: RunSum[], name: (sum: RunSum) => string) {
  const groups = Map.groupBy(sums, name);
  return Object.fromEntries(
    [...groups].map(([key, members]) => {
      const taskIds = [...new Set(members.map(({ keys }) => Number(keys[0])))].sort(
        (a, b) => a - b,
      );
      return [key, { stats: addStats(members), taskCount: taskIds.length, taskIds }];
    }),
  );
}
