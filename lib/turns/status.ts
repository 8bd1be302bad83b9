import { isOrchestrator } from "@/lib/agents/config";
import { type AgentRef, findAgent } from "@/lib/agents/find";
import { AGENT_JSON, type AgentRow } from "@/lib/agents/row";
import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { notFound } from "@/lib/core/errors";
import { RUN_JSON } from "@/lib/runs/row";
import { type RunRow, runToWire } from "@/lib/runs/wire";
import { readTurnLimits } from "./limits";
import type { AgentTurns } from "./shapes";

const MOST_AGENTS = 100;

export interface TurnFilter {
  /** Agents by name. */
  agents?: readonly string[];
  /** Only turns of this fan are looked at, and the agents that have some. */
  fanId?: number;
}

/**
 * What agents are asked and have answered: of those that are named, else of those with open turns first and then of those whose last turn
 * is the newest, a hundred at most. Fails with `not_found` for an agent that does not exist. A key that is limited to a project sees the
 * turns of that project. Index: runs_open_turns_idx, runs_turns_idx, runs_fan_idx.
 */
export async function turnsOf(ctx: Context, filter: TurnFilter): Promise<AgentTurns[]> {
  authorize(ctx.actor, "agent.read");
  const names = filter.agents ?? (await askedAgents(ctx, filter.fanId));
  if (names.length === 0) return [];
  const { queue_limit: limit } = await readTurnLimits(ctx.db);
  const project = projectLimitOf(ctx.actor);
  const mine = inProject(project);
  const ofFan =
    filter.fanId === undefined ? Prisma.empty : Prisma.sql`AND r.fan_id = ${filter.fanId}`;
  // Those of a fan are few; of all others there are sums.
  const ended =
    filter.fanId === undefined
      ? turnTotals(Prisma.sql`a.name`, project)
      : Prisma.sql`(
          SELECT count(*)::int AS turns, sum(r.cost_usd)::float8 AS cost_usd, (count(*) - count(r.cost_usd))::int AS cost_unknown
          FROM runs r WHERE r.agent = a.name AND r.fan_id = ${filter.fanId} AND r.outcome IS NOT NULL ${mine})`;
  const rows = await ctx.db.$queryRaw<StatusRow[]>`
    SELECT ${AGENT_JSON} AS agent, open.queued, open.running, open.waiting, ended.turns, ended.cost_usd, ended.cost_unknown,
      latest.run AS latest, current.conversation
    FROM agents a
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE r.state = 'queued')::int AS queued, count(*) FILTER (WHERE r.state = 'running')::int AS running,
        count(*) FILTER (WHERE r.state IN ('waiting', 'answered'))::int AS waiting
      FROM runs r WHERE r.agent = a.name AND r.queued_at IS NOT NULL AND r.outcome IS NULL ${mine} ${ofFan}) open
    CROSS JOIN LATERAL ${ended} ended
    LEFT JOIN LATERAL (
      SELECT ${RUN_JSON} AS run FROM runs r WHERE r.agent = a.name AND r.queued_at IS NOT NULL ${mine} ${ofFan}
      ORDER BY r.agent DESC, r.id DESC LIMIT 1) latest ON true
    LEFT JOIN LATERAL (
      SELECT jsonb_build_object('id', c.id, 'started_at', c.started_at,
        'turns', c.turns) AS conversation
      FROM conversations c WHERE c.agent = a.name AND COALESCE(c.project_id, 0) = ${project ?? 0} AND c.ended_at IS NULL) current ON true
    WHERE a.name = ANY(${[...names]}::text[]) AND a.deleted_at IS NULL`;
  const byName = new Map(rows.map((row) => [row.agent.name, row]));
  return names.map((name) => {
    const row = byName.get(name);
    if (!row) throw notFound(`Agent ${name}`);
    return toWire(row, limit);
  });
}

/** What an agent's ended turns came to, as a table of one row; of one project or of all. Index: turn_totals_pkey. */
export const turnTotals = (agent: Prisma.Sql, projectId: number | null): Prisma.Sql => Prisma.sql`(
  SELECT COALESCE(sum(s.turns), 0)::int AS turns, CASE WHEN sum(s.costed) > 0 THEN sum(s.cost_usd)::float8 END AS cost_usd,
    COALESCE(sum(s.turns - s.costed), 0)::int AS cost_unknown
  FROM turn_totals s WHERE s.agent = ${agent} AND (${projectId}::int IS NULL OR s.project_id = ${projectId}::int))`;

/** One agent's turns, by its id or name. */
export async function turnsOfAgent(ctx: Context, ref: AgentRef): Promise<AgentTurns> {
  const { name } = await findAgent(ctx.db, ref);
  const [turns] = await turnsOf(ctx, { agents: [name] });
  return turns as AgentTurns;
}

const inProject = (id: number | null): Prisma.Sql =>
  id === null ? Prisma.empty : Prisma.sql`AND r.project_id = ${id}::int`;

interface StatusRow {
  agent: AgentRow;
  queued: number;
  running: number;
  waiting: number;
  turns: number;
  cost_usd: number | null;
  cost_unknown: number;
  latest: RunRow | null;
  conversation: { id: number; turns: number; started_at: string } | null;
}

function toWire({ agent, conversation, latest, ...counts }: StatusRow, limit: number): AgentTurns {
  const { queued, running, waiting, turns } = counts;
  return {
    agent: agent.name,
    runtime: agent.runtime,
    state: running > 0 ? "working" : waiting > 0 ? "waiting" : queued > 0 ? "queued" : "idle",
    queued,
    running,
    queue_limit: limit,
    workshop_tools: isOrchestrator(agent),
    conversation: conversation && {
      ...conversation,
      started_at: toUnixSeconds(conversation.started_at),
    },
    turns,
    cost_usd: counts.cost_usd,
    cost_unknown: counts.cost_unknown,
    latest: latest && runToWire(latest),
  };
}

/** Agents that were asked something: those with open turns, then those that were asked last. Index: runs_open_turns_idx, runs_turns_idx. */
async function askedAgents(ctx: Context, fanId: number | undefined): Promise<string[]> {
  const mine = inProject(projectLimitOf(ctx.actor));
  if (fanId !== undefined) {
    const rows = await ctx.db.$queryRaw<{ agent: string }[]>`
      SELECT r.agent FROM runs r JOIN agents a ON a.name = r.agent AND a.deleted_at IS NULL
      WHERE r.fan_id = ${fanId} ${mine} GROUP BY r.agent ORDER BY min(r.id)`;
    return rows.map(({ agent }) => agent);
  }
  const rows = await ctx.db.$queryRaw<{ name: string }[]>`
    SELECT a.name FROM agents a CROSS JOIN LATERAL (
      SELECT r.id, r.outcome FROM runs r WHERE r.agent = a.name AND r.queued_at IS NOT NULL ${mine}
      ORDER BY r.agent DESC, r.id DESC LIMIT 1) latest
    WHERE a.deleted_at IS NULL
    ORDER BY EXISTS (SELECT 1 FROM runs r WHERE r.agent = a.name AND r.queued_at IS NOT NULL AND r.outcome IS NULL ${mine}) DESC,
      latest.id DESC LIMIT ${MOST_AGENTS}`;
  return rows.map(({ name }) => name);
}
