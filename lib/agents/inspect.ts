import { z } from "zod";
import { type Actor, agentNameOf, hasRole, projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { findAgent } from "./find";
import { type AgentRow, presenceOf } from "./row";
import type { AgentPath } from "./schema";

/** Figures about one agent, for the agent itself and for admins who ask for them explicitly. */

export const DIAGNOSTICS = ["summary", "tasks", "errors", "activity", "trends", "tokens"] as const;
export const ATTRIBUTION = ["identity", "audit", "mutations", "cost"] as const;

const sections = <T extends string>(names: readonly T[]) =>
  z
    .string()
    .transform((value) => value.split(",").map((name) => name.trim()))
    .pipe(z.array(z.enum(names)))
    .optional();
const common = {
  hours: z
    .string()
    .regex(/^\d{1,3}$/, "must be a whole number from 1 to 720")
    .transform(Number)
    .refine((hours) => hours >= 1 && hours <= 720, "must be from 1 to 720")
    .default(24),
  privileged: z.enum(["1", "true", "0", "false"]).optional(),
};
export const DiagnosticsQuery = z.strictObject({ ...common, section: sections(DIAGNOSTICS) });
export const AttributionQuery = z.strictObject({ ...common, section: sections(ATTRIBUTION) });

const Counted = z.record(z.string(), z.int());
const Frame = z.strictObject({ hours: z.int(), since: z.int(), until: z.int() });
const Summary = z.strictObject({
  tasks_completed: z.int(),
  tasks_total: z.int(),
  activity_count: z.int(),
  error_count: z.int(),
  error_rate_percent: z.number(),
});
const Tokens = z.strictObject({
  runs: z.int(),
  tokens_in: z.number(),
  tokens_out: z.number(),
  /** The sum of the known costs. */
  cost_usd: z.number(),
});
const ByModel = z.record(z.string(), Tokens);

export const DiagnosticsResponse = z.strictObject({
  agent: z.strictObject({ id: z.int(), name: z.string(), role: z.string(), status: z.string() }),
  timeframe: Frame,
  summary: Summary.optional(),
  tasks: z
    .strictObject({ by_status: Counted, by_priority: Counted, throughput_per_day: z.number() })
    .optional(),
  errors: z
    .strictObject({
      by_type: Counted,
      total: z.int(),
      recent: z.array(
        z.strictObject({ run_id: z.int(), error: z.string().nullable(), created_at: z.int() }),
      ),
    })
    .optional(),
  activity: z.strictObject({ by_type: Counted, total: z.int() }).optional(),
  trends: z
    .strictObject({
      current_period: Summary,
      previous_period: Summary,
      change: z.strictObject({
        tasks_completed_pct: z.number().nullable(),
        error_count_pct: z.number().nullable(),
        activity_count_pct: z.number().nullable(),
      }),
    })
    .optional(),
  tokens: z.strictObject({ by_model: ByModel, total: Tokens }).optional(),
});

export const AttributionResponse = z.strictObject({
  agent_name: z.string(),
  access_scope: z.enum(["self", "privileged"]),
  timeframe: Frame,
  identity: z
    .strictObject({
      id: z.int(),
      name: z.string(),
      role: z.string(),
      runtime: z.string(),
      source: z.string(),
      created_at: z.int(),
      last_seen_at: z.int().nullable(),
    })
    .optional(),
  audit: z.strictObject({ by_type: Counted, total_activities: z.int() }).optional(),
  mutations: z
    .strictObject({ comments: z.int(), status_changes: z.int(), tasks_created: z.int() })
    .optional(),
  cost: z.strictObject({ by_model: ByModel, total: Tokens }).optional(),
});

type AgentRef = z.output<typeof AgentPath>["id"];
interface Asked<S extends string> {
  hours: number;
  section?: S[];
  privileged?: string;
}
interface Period {
  agent: AgentRow;
  since: Date;
  until: Date;
}

const seconds = (date: Date | string): number => Math.floor(new Date(date).getTime() / 1000);
const HOUR_MS = 3_600_000;
const RECENT_ERRORS = 10;
/** The newest tasks and runs of an agent that its figures are taken from. */
const MAX_READ = 50_000;

/** Reads the sections asked for, all by default. Fails with `forbidden` unless the caller is the agent, or a privileged admin. */
export async function agentDiagnostics(
  ctx: Context,
  ref: AgentRef,
  asked: Asked<(typeof DIAGNOSTICS)[number]>,
): Promise<z.output<typeof DiagnosticsResponse>> {
  const { period } = await inspected(ctx, ref, asked);
  const { agent } = period;
  const wants = (name: (typeof DIAGNOSTICS)[number]): boolean =>
    asked.section?.includes(name) ?? true;
  return {
    agent: {
      id: agent.id,
      name: agent.name,
      role: agent.role,
      status: presenceOf(agent, period.until),
    },
    timeframe: frameOf(asked.hours, period),
    ...(wants("summary") && { summary: await summaryOf(ctx, period) }),
    ...(wants("tasks") && { tasks: await tasksOf(ctx, period, asked.hours) }),
    ...(wants("errors") && { errors: await errorsOf(ctx, period) }),
    ...(wants("activity") && { activity: await activityOf(ctx, period) }),
    ...(wants("trends") && { trends: await trendsOf(ctx, period) }),
    ...(wants("tokens") && { tokens: await tokensOf(ctx, period) }),
  };
}

/** What the agent did and what it cost, for an account of it. The same access. */
export async function agentAttribution(
  ctx: Context,
  ref: AgentRef,
  asked: Asked<(typeof ATTRIBUTION)[number]>,
): Promise<z.output<typeof AttributionResponse>> {
  const { period, scope } = await inspected(ctx, ref, asked);
  const { agent } = period;
  const wants = (name: (typeof ATTRIBUTION)[number]): boolean =>
    asked.section?.includes(name) ?? true;
  const activity = wants("audit") || wants("mutations") ? await activityOf(ctx, period) : null;
  const by = activity?.by_type ?? {};
  return {
    agent_name: agent.name,
    access_scope: scope,
    timeframe: frameOf(asked.hours, period),
    ...(wants("identity") && {
      identity: {
        id: agent.id,
        name: agent.name,
        role: agent.role,
        runtime: agent.runtime,
        source: agent.source,
        created_at: seconds(agent.created_at),
        last_seen_at: agent.last_seen_at === null ? null : seconds(agent.last_seen_at),
      },
    }),
    ...(wants("audit") && { audit: { by_type: by, total_activities: activity?.total ?? 0 } }),
    ...(wants("mutations") && {
      mutations: {
        comments: by["task.commented"] ?? 0,
        status_changes: (by["task.status_changed"] ?? 0) + (by["task.completed"] ?? 0),
        tasks_created: by["task.created"] ?? 0,
      },
    }),
    ...(wants("cost") && { cost: await tokensOf(ctx, period) }),
  };
}

const frameOf = (hours: number, { since, until }: Period) => ({
  hours,
  since: seconds(since),
  until: seconds(until),
});

async function inspected(
  ctx: Context,
  ref: AgentRef,
  { hours, privileged }: Asked<string>,
): Promise<{ period: Period; scope: "self" | "privileged" }> {
  const agent = await findAgent(ctx.db, ref);
  const isSelf = speaksFor(ctx.actor, agent.name);
  const isPrivileged = hasRole(ctx.actor, "admin") && (privileged === "1" || privileged === "true");
  if (!isSelf && !isPrivileged) {
    throw new DomainError(
      "forbidden",
      "Access denied: these figures are for the agent itself, and for admins who send privileged=1.",
      { fix: "use the agent's own key, or add privileged=1 with an admin key" },
    );
  }
  const until = ctx.clock.now();
  const since = new Date(until.getTime() - hours * HOUR_MS);
  return { period: { agent, since, until }, scope: isSelf ? "self" : "privileged" };
}

/** Whether the caller is the agent by its own key, or an operator's key that names it and reaches every project. */
function speaksFor(actor: Actor, agent: string): boolean {
  if (agentNameOf(actor) !== agent) return false;
  if (actor.kind === "agent") return actor.runId === null;
  return hasRole(actor, "operator") && projectLimitOf(actor) === null;
}

const inProject = (ctx: Context): Prisma.Sql => {
  const limit = projectLimitOf(ctx.actor);
  return limit === null ? Prisma.sql`true` : Prisma.sql`project_id = ${limit}::int`;
};

/** Of the agent's newest runs those that the caller may read, as `r`. Index: runs_agent_id_idx. */
const runsOf = (ctx: Context, { agent }: Period): Prisma.Sql => Prisma.sql`(
  SELECT * FROM (SELECT * FROM runs WHERE agent = ${agent.name} ORDER BY id DESC LIMIT ${MAX_READ}::int) newest
  WHERE ${inProject(ctx)}) r`;

/** Of the agent's newest tasks those that the caller may read, as `t`. Index: tasks_assigned_to_id_idx. */
const tasksHeldBy = (ctx: Context, { agent }: Period): Prisma.Sql => Prisma.sql`(
  SELECT * FROM (
    SELECT * FROM tasks WHERE assigned_to = ${agent.name} ORDER BY id DESC LIMIT ${MAX_READ}::int
  ) newest WHERE ${inProject(ctx)}) t`;

/** Index: those of `runsOf` and `tasksHeldBy`, and the partitions' index by agent. */
async function summaryOf(ctx: Context, period: Period) {
  const { agent, since, until } = period;
  const [row] = await ctx.db.$queryRaw<
    { completed: number; total: number; errors: number; ended: number }[]
  >`
    SELECT tasks.completed, tasks.total, runs.errors, runs.ended FROM
      (SELECT count(*) FILTER (WHERE status = 'done' AND completed_at >= ${since} AND completed_at < ${until})::int AS completed,
         count(*)::int AS total
       FROM ${tasksHeldBy(ctx, period)} WHERE updated_at >= ${since}) tasks,
      (SELECT count(*) FILTER (WHERE outcome <> 'succeeded' AND outcome <> 'cancelled')::int AS errors, count(outcome)::int AS ended
       FROM ${runsOf(ctx, period)} WHERE started_at >= ${since} AND started_at < ${until}) runs`;
  const { completed = 0, total = 0, errors = 0, ended = 0 } = row ?? {};
  const activity = await activityOf(ctx, { agent, since, until });
  return {
    tasks_completed: completed,
    tasks_total: total,
    activity_count: activity.total,
    error_count: errors,
    error_rate_percent: ended === 0 ? 0 : Math.round((1_000 * errors) / ended) / 10,
  };
}

async function tasksOf(ctx: Context, period: Period, hours: number) {
  const { since } = period;
  const rows = await ctx.db.$queryRaw<
    { status: string; priority: string; n: number; done: number }[]
  >`
    SELECT status::text AS status, priority::text AS priority, count(*)::int AS n,
      (count(*) FILTER (WHERE status = 'done' AND completed_at >= ${since}))::int AS done
    FROM ${tasksHeldBy(ctx, period)} WHERE updated_at >= ${since} GROUP BY 1, 2`;
  const done = rows.reduce((sum, row) => sum + row.done, 0);
  return {
    by_status: summed(rows, (row) => row.status),
    by_priority: summed(rows, (row) => row.priority),
    throughput_per_day: (done * 24) / hours,
  };
}

async function errorsOf(ctx: Context, period: Period) {
  const failed = Prisma.sql`FROM ${runsOf(ctx, period)}
    WHERE started_at >= ${period.since} AND outcome NOT IN ('succeeded', 'cancelled')`;
  const counted = await ctx.db.$queryRaw<{ type: string; n: number }[]>`
    SELECT COALESCE(error_class, outcome::text) AS type, count(*)::int AS n ${failed} GROUP BY 1 ORDER BY max(id) DESC`;
  const recent = await ctx.db.$queryRaw<{ id: number; error: string | null; started_at: Date }[]>`
    SELECT id, left(error, 300) AS error, started_at ${failed} ORDER BY id DESC LIMIT ${RECENT_ERRORS}::int`;
  return {
    by_type: summed(counted, (row) => row.type),
    total: counted.reduce((sum, { n }) => sum + n, 0),
    recent: recent.map((row) => ({
      run_id: row.id,
      error: row.error,
      created_at: seconds(row.started_at),
    })),
  };
}

async function activityOf(ctx: Context, { agent, since, until }: Period) {
  const rows = await ctx.db.$queryRaw<{ type: string; n: number }[]>`
    SELECT type, count(*)::int AS n FROM events
    WHERE agent = ${agent.name} AND created_at >= ${since} AND created_at < ${until}
      AND ${inProject(ctx)} GROUP BY type`;
  const by_type = summed(rows, (row) => row.type);
  return { by_type, total: rows.reduce((sum, row) => sum + row.n, 0) };
}

async function trendsOf(ctx: Context, period: Period) {
  const { agent, since, until } = period;
  const before = new Date(2 * since.getTime() - until.getTime());
  const [current, previous] = [
    await summaryOf(ctx, period),
    await summaryOf(ctx, { agent, since: before, until: since }),
  ];
  const change = (after: number, was: number): number | null =>
    was === 0 ? null : Math.round((100 * (after - was)) / was);
  return {
    current_period: current,
    previous_period: previous,
    change: {
      tasks_completed_pct: change(current.tasks_completed, previous.tasks_completed),
      error_count_pct: change(current.error_count, previous.error_count),
      activity_count_pct: change(current.activity_count, previous.activity_count),
    },
  };
}

async function tokensOf(ctx: Context, period: Period) {
  const rows = await ctx.db.$queryRaw<({ model: string } & z.output<typeof Tokens>)[]>`
    SELECT COALESCE(model, 'unknown') AS model, count(*)::int AS runs, COALESCE(sum(tokens_in), 0)::float8 AS tokens_in,
      COALESCE(sum(tokens_out), 0)::float8 AS tokens_out, COALESCE(sum(cost_usd), 0)::float8 AS cost_usd
    FROM ${runsOf(ctx, period)} WHERE started_at >= ${period.since} GROUP BY 1`;
  const total = { runs: 0, tokens_in: 0, tokens_out: 0, cost_usd: 0 };
  for (const row of rows) {
    for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += row[name];
  }
  return {
    by_model: Object.fromEntries(rows.map(({ model, ...sums }) => [model, sums])),
    total,
  };
}

function summed<T extends { n: number }>(
  rows: T[],
  by: (row: T) => string,
): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const row of rows) sums[by(row)] = (sums[by(row)] ?? 0) + row.n;
  return sums;
}
