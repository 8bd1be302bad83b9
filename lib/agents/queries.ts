import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import { DAY_MS } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { MAX_INT } from "@/lib/core/fields";
import { runsOfAgent } from "@/lib/runs/queries";
import type { RunWire, StatisticsWire } from "@/lib/runs/shapes";
import { runStatistics, statisticsToWire } from "@/lib/runs/statistics";
import { runToWire } from "@/lib/runs/wire";
import { TASK_JSON, type TaskRow } from "@/lib/tasks/row";
import type { TaskWire } from "@/lib/tasks/shapes";
import { taskToWire } from "@/lib/tasks/wire";
import { type AgentRef, findAgent } from "./find";
import { listAgents } from "./list";
import { ListAgents } from "./schema";
import type { AgentWire, Slice, TaskStats } from "./shapes";
import { taskStatsOf } from "./stats.sql";
import { agentFor } from "./wire";

/** Success rates and costs on the screens are sums over this many days. */
export const STATS_DAYS = 30;
/** An agent's day is shown as slices of half an hour. */
const SLICES = 48;
const SLICE_MS = DAY_MS / SLICES;

/** A task an agent holds, as its card shows it. */
export type HeldTask = Pick<
  TaskRow,
  "id" | "ticket_ref" | "title" | "priority" | "claimed_at" | "lease_expires_at" | "request_id"
> & {
  agent: string;
};

/** An agent as a card of the Agents screen. */
export interface AgentCard {
  agent: AgentWire;
  taskStats: TaskStats;
  holds: HeldTask[];
  /** Sums over its runs of the last 30 days; null if there were none. */
  stats: StatisticsWire | null;
  day: Slice[];
}

/** Every agent with its current work, success rate and costs, on one page and in four statements whatever their number. */
export async function agentCards(
  ctx: Context,
  query: Partial<ListAgents> = {},
): Promise<AgentCard[]> {
  const page = await listAgents(ctx, { ...ListAgents.parse({}), limit: MAX_INT, ...query });
  const names = page.agents.map(({ agent }) => agent.name);
  const [held, stats, days] = await Promise.all([
    heldTasks(ctx, names),
    statisticsOf(ctx, names),
    daysOf(ctx, names),
  ]);
  return page.agents.map(({ agent, taskStats }) => ({
    agent: agentFor(ctx.actor, agent),
    taskStats,
    holds: held.filter((task) => task.agent === agent.name),
    stats: stats(agent.name) ?? null,
    day: days(agent.name),
  }));
}

/** An agent as its own screen shows it. */
export interface AgentDetail {
  agent: AgentWire;
  taskStats: TaskStats;
  stats: StatisticsWire | null;
  /** Its open tasks: what it holds first, then what waits, in the queue's order. */
  tasks: TaskWire[];
  /** Its newest runs, without prompt and output. */
  runs: RunWire[];
  day: Slice[];
}

export async function agentDetail(ctx: Context, ref: AgentRef): Promise<AgentDetail> {
  authorize(ctx.actor, "agent.read");
  const agent = await findAgent(ctx.db, ref);
  const names = [agent.name];
  const [taskStats, stats, tasks, runs, days] = await Promise.all([
    taskStatsOf(ctx.db, names, projectLimitOf(ctx.actor)),
    statisticsOf(ctx, names),
    openTasksOf(ctx, agent.name),
    runsOfAgent(ctx.db, agent.name, projectLimitOf(ctx.actor)),
    daysOf(ctx, names),
  ]);
  return {
    agent: agentFor(ctx.actor, agent),
    taskStats: taskStats(agent.name),
    stats: stats(agent.name) ?? null,
    tasks: tasks.map((task) => taskToWire(task)),
    runs: runs.map(runToWire),
    day: days(agent.name),
  };
}

async function statisticsOf(
  ctx: Context,
  agents: string[],
): Promise<(name: string) => StatisticsWire | undefined> {
  if (agents.length === 0) return () => undefined;
  const { agents: rows } = await runStatistics(ctx, { days: STATS_DAYS, agent: agents });
  const stats = new Map(rows.map((row) => [row.agent, statisticsToWire(row)]));
  return (name) => stats.get(name);
}

/** Restricts tasks and runs to the project that a key is limited to. */
function inActorsProject(ctx: Context, alias: "" | "t." = ""): Prisma.Sql {
  const limit = projectLimitOf(ctx.actor);
  return limit === null ? Prisma.empty : Prisma.sql`AND ${Prisma.raw(alias)}project_id = ${limit}`;
}

/** Index: tasks_assigned_to_status_id_idx. */
async function heldTasks(ctx: Context, names: string[]): Promise<HeldTask[]> {
  if (names.length === 0) return [];
  return ctx.db.$queryRaw<HeldTask[]>`
    SELECT t.assigned_to AS agent, t.id, t.ticket_ref, t.title, t.priority, r.started_at AS claimed_at, r.lease_expires_at, t.request_id
    FROM tasks t LEFT JOIN runs r ON r.id = t.run_id
    WHERE t.assigned_to = ANY(${names}) AND t.status = 'in_progress' ${inActorsProject(ctx, "t.")} ORDER BY r.started_at, t.id`;
}

/** Index: tasks_assigned_to_status_id_idx. */
async function openTasksOf(ctx: Context, name: string): Promise<TaskRow[]> {
  const rows = await ctx.db.$queryRaw<{ task: TaskRow }[]>`
    SELECT ${TASK_JSON} AS task FROM tasks t JOIN projects p ON p.id = t.project_id
    WHERE t.assigned_to = ${name} AND t.archived_at IS NULL ${inActorsProject(ctx)}
      AND t.status IN ('in_progress', 'assigned', 'review', 'blocked')
    ORDER BY array_position(ARRAY['in_progress', 'assigned', 'review', 'blocked'], t.status::text),
      t.priority, t.due_at, t.created_at, t.id LIMIT 100`;
  return rows.map((row) => row.task);
}

/** The last day of several agents, from their runs. Index: runs_started_at_idx. */
export async function daysOf(ctx: Context, names: string[]): Promise<(name: string) => Slice[]> {
  const end = Math.ceil(ctx.clock.now().getTime() / SLICE_MS) * SLICE_MS;
  const start = end - DAY_MS;
  const rows =
    names.length === 0
      ? []
      : await ctx.db.$queryRaw<{ agent: string; slice: number; runs: number; failed: number }[]>`
    SELECT r.agent, s.slice, count(*)::int AS runs,
      count(*) FILTER (WHERE r.last = s.slice AND r.outcome IN ('failed', 'timed_out', 'refused', 'lost', 'stopped'))::int AS failed
    FROM (
      SELECT agent, outcome, GREATEST(0, floor(extract(epoch FROM started_at - ${new Date(start)}) / ${SLICE_MS / 1000}))::int AS first,
        LEAST(${SLICES - 1}, floor(extract(epoch FROM COALESCE(finished_at, heartbeat_at) - ${new Date(start)}) / ${SLICE_MS / 1000}))::int AS last
      FROM runs WHERE agent = ANY(${names}) ${inActorsProject(ctx)} AND started_at > ${new Date(start - DAY_MS)}
        AND COALESCE(finished_at, heartbeat_at) >= ${new Date(start)}
    ) r CROSS JOIN LATERAL generate_series(r.first, r.last) AS s(slice)
    GROUP BY r.agent, s.slice`;
  return (name) =>
    Array.from({ length: SLICES }, (_, slice) => {
      const row = rows.find((found) => found.agent === name && found.slice === slice);
      return {
        at: (start + slice * SLICE_MS) / 1000,
        runs: row?.runs ?? 0,
        failed: row?.failed ?? 0,
      };
    });
}
