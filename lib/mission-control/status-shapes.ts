import { z } from "zod";

export const ProbeShape = z
  .strictObject({
    status: z.enum(["healthy", "unhealthy"]),
    version: z.string(),
    /** Seconds. */
    uptime: z.number(),
    checks: z.array(
      z.strictObject({
        name: z.string(),
        status: z.enum(["healthy", "warning", "critical", "unhealthy"]),
        message: z.string(),
        detail: z.record(z.string(), z.number()).optional(),
      }),
    ),
    /** Unix milliseconds. */
    timestamp: z.int(),
  })
  .meta({ id: "StatusProbe" });
export type ProbeResult = z.output<typeof ProbeShape>;

const Count = z.int();

const overview = {
  /** Unix milliseconds. */
  timestamp: z.int(),
  /** Milliseconds since the machine was started. */
  uptime: z.int(),
  /** Megabytes. */
  memory: z.strictObject({ total: Count, used: Count, available: Count }),
  /** In words, such as 12G. */
  disk: z.strictObject({
    total: z.string(),
    used: z.string(),
    available: z.string(),
    usage: z.string(),
  }),
  /** Runs that are open now, and how many of them are held by an agent that was seen lately. */
  sessions: z.strictObject({ total: Count, active: Count }),
  /** This server process. */
  processes: z.array(z.strictObject({ pid: z.string(), command: z.string() })),
};

export const OverviewShape = z.strictObject(overview).meta({ id: "StatusOverview" });
export type Overview = z.output<typeof OverviewShape>;

export const DashboardShape = z
  .strictObject({
    ...overview,
    db: z.strictObject({
      tasks: z.strictObject({ total: Count, byStatus: z.record(z.string(), Count) }),
      agents: z.strictObject({ total: Count, byStatus: z.record(z.string(), Count) }),
      /** Counted up to 1,000; null for whoever may not read them. */
      audit: z.strictObject({ day: Count, week: Count, loginFailures: Count }).nullable(),
      /** Counted up to 1,000. */
      activities: z.strictObject({ day: Count }),
      notifications: z.strictObject({ unread: Count }),
      /** There are no pipelines. */
      pipelines: z.strictObject({ active: z.literal(0), recentDay: z.literal(0) }),
      dbSizeBytes: z.number(),
      webhookCount: Count.nullable(),
    }),
  })
  .meta({ id: "StatusDashboard" });
export type Dashboard = z.output<typeof DashboardShape>;
