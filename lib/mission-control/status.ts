import { freemem, totalmem, uptime } from "node:os";
import { z } from "zod";
import { PRESENCE } from "@/lib/agents/row";
import { authorize } from "@/lib/auth/permissions";
import { hasRole, projectLimitOf } from "@/lib/core/actor";
import { DAY_MS } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { AUDIT_CATEGORIES, eventHorizon, positionBefore } from "@/lib/events/replay";
import { taskCountRows } from "@/lib/tasks/task-counts";
import { diskUse } from "./probe";
import {
  type Dashboard,
  DashboardShape,
  type Overview,
  OverviewShape,
  ProbeShape,
} from "./status-shapes";

const ELSEWHERE: Record<string, string> = {
  gateway: "GET /api/runtimes",
  models: "GET /api/runtimes/tiers",
  capabilities: "GET /api/index",
};

export const StatusQuery = z.strictObject({
  action: z
    .string()
    .default("overview")
    .transform((action, ctx) => {
      if (action === "health" || action === "overview" || action === "dashboard") return action;
      const other = ELSEWHERE[action];
      const message = other
        ? `is asked for with ${other} here`
        : "Invalid action: must be one of health, overview, dashboard";
      ctx.addIssue({ code: "custom", message });
      return z.NEVER;
    }),
});

export const StatusResponse = z.union([ProbeShape, DashboardShape, OverviewShape]);

/** The machine and this server on it. Viewers may read it. */
export async function overview(ctx: Context): Promise<Overview> {
  authorize(ctx.actor, "task.read");
  const limit = projectLimitOf(ctx.actor);
  // Index: runs_open_idx.
  const [runs] = await ctx.db.$queryRaw<{ total: number; active: number }[]>`
    SELECT count(*)::int AS total,
      (count(*) FILTER (WHERE r.lease_expires_at IS NULL OR r.lease_expires_at > clock_timestamp()))::int AS active
    FROM runs r WHERE r.outcome IS NULL AND (${limit}::int IS NULL OR r.project_id = ${limit}::int)`;
  const disk = await diskUse();
  const mb = (bytes: number): number => Math.round(bytes / 1024 ** 2);
  const gb = (bytes: number): string => `${(bytes / 1024 ** 3).toFixed(1)}G`;
  return {
    timestamp: ctx.clock.now().getTime(),
    uptime: Math.round(uptime() * 1000),
    memory: { total: mb(totalmem()), used: mb(totalmem() - freemem()), available: mb(freemem()) },
    disk: {
      total: gb(disk.total),
      used: gb(disk.used),
      available: gb(disk.available),
      usage: `${disk.percent}%`,
    },
    sessions: { total: runs?.total ?? 0, active: runs?.active ?? 0 },
    processes: [{ pid: String(process.pid), command: "baton" }],
  };
}

/** The same, with how much there is of everything. A key limited to a project counts that project's tasks and events. */
export async function dashboard(ctx: Context): Promise<Dashboard> {
  const [head, tasks, agents, events, rest] = [
    await overview(ctx),
    await tasksByStatus(ctx),
    await agentsByPresence(ctx),
    await eventsLately(ctx),
    await otherCounts(ctx),
  ];
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0);
  return {
    ...head,
    db: {
      tasks: { total: sum(tasks), byStatus: tasks },
      agents: { total: sum(agents), byStatus: agents },
      ...events,
      notifications: { unread: rest.unread },
      pipelines: { active: 0, recentDay: 0 },
      dbSizeBytes: rest.size,
      webhookCount: hasRole(ctx.actor, "admin") ? rest.webhooks : null,
    },
  };
}

async function tasksByStatus(ctx: Context): Promise<Record<string, number>> {
  const limit = projectLimitOf(ctx.actor);
  const ours = limit === null ? Prisma.sql`true` : Prisma.sql`c.project_id = ${limit}::int`;
  const rows = await ctx.db.$queryRaw<{ status: string; n: number }[]>`
    SELECT status::text AS status, sum(n)::int AS n FROM (${taskCountRows(ours)}) counts
    GROUP BY status HAVING sum(n) > 0`;
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
}

/** Index: none; there is a row for each agent. */
async function agentsByPresence(ctx: Context): Promise<Record<string, number>> {
  const rows = await ctx.db.$queryRaw<{ status: string; n: number }[]>`
    SELECT ${PRESENCE} AS status, count(*)::int AS n FROM agents a WHERE a.deleted_at IS NULL GROUP BY 1`;
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
}

const MOST_COUNTED = 1_000;

async function eventsLately(ctx: Context): Promise<Pick<Dashboard["db"], "audit" | "activities">> {
  const now = ctx.clock.now().getTime();
  const horizon = await eventHorizon(ctx.db);
  const week = await positionBefore(ctx.db, new Date(now - 7 * DAY_MS), horizon);
  const day = await positionBefore(ctx.db, new Date(now - DAY_MS), horizon);
  const limit = projectLimitOf(ctx.actor);
  const isAdmin = hasRole(ctx.actor, "admin") && limit === null;
  const count = async (after: bigint, condition: Prisma.Sql): Promise<number> => {
    const [row] = await ctx.db.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM (
        SELECT 1 FROM events WHERE id > ${after} AND id < event_horizon() AND ${condition} LIMIT ${MOST_COUNTED}::int) counted`;
    return row?.n ?? 0;
  };
  const audit = Prisma.sql`category = ANY(${AUDIT_CATEGORIES})`;
  const ours = limit === null ? Prisma.sql`NOT (${audit})` : Prisma.sql`project_id = ${limit}::int`;
  return {
    activities: { day: await count(day, ours) },
    audit: isAdmin
      ? {
          day: await count(day, audit),
          week: await count(week, audit),
          loginFailures: await count(
            day,
            Prisma.sql`category = 'auth' AND type = 'auth.sign_in_failed'`,
          ),
        }
      : null,
  };
}

async function otherCounts(ctx: Context) {
  const [row] = await ctx.db.$queryRaw<{ unread: number; size: number; webhooks: number }[]>`
    SELECT pg_database_size(current_database())::float8 AS size, (SELECT count(*)::int FROM webhooks) AS webhooks,
      (SELECT count(*)::int FROM client_notifications WHERE read_at IS NULL AND dismissed_at IS NULL
        AND (${projectLimitOf(ctx.actor)}::int IS NULL OR project_id = ${projectLimitOf(ctx.actor)}::int)) AS unread`;
  return row ?? { unread: 0, size: 0, webhooks: 0 };
}
