import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { likeText, Prisma } from "@/lib/core/database";
import { AGENT_JSON, type AgentRow, PRESENCE } from "./row";
import type { ListAgents } from "./schema";
import type { TaskStats } from "./shapes";
import { taskStatsOf } from "./stats.sql";

export interface AgentPage {
  agents: { agent: AgentRow; taskStats: TaskStats }[];
  total: number;
  page: number;
  limit: number;
}

/** Lists contain only the beginning of the notes: a page of full notes could be megabytes. */
const NOTES_SHOWN = 2_000;

/** A page of agents, newest first. Filters combine, commas mean "any of", and `status` filters by the presence people see. */
export async function listAgents(ctx: Context, query: ListAgents): Promise<AgentPage> {
  authorize(ctx.actor, "agent.read");
  const where = agentFilter(query);
  const offset = query.offset ?? 0;
  const [rows, [counted]] = await Promise.all([
    ctx.db.$queryRaw<{ agent: AgentRow }[]>`
      SELECT ${AGENT_JSON} || jsonb_build_object('working_memory', left(a.working_memory, ${NOTES_SHOWN}::int)) AS agent
      FROM agents a WHERE ${where} ORDER BY a.id DESC LIMIT ${query.limit} OFFSET ${offset}`,
    ctx.db.$queryRaw<
      { total: number }[]
    >`SELECT count(*)::int AS total FROM agents a WHERE ${where}`,
  ]);
  const stats = await taskStatsOf(
    ctx.db,
    rows.map((row) => row.agent.name),
    projectLimitOf(ctx.actor),
  );
  return {
    agents: rows.map(({ agent }) => ({ agent, taskStats: stats(agent.name) })),
    total: counted?.total ?? 0,
    page: Math.floor(offset / query.limit) + 1,
    limit: query.limit,
  };
}

function agentFilter(query: ListAgents): Prisma.Sql {
  const all: Prisma.Sql[] = [Prisma.sql`a.deleted_at IS NULL`];
  if (!query.show_hidden) all.push(Prisma.sql`NOT a.hidden`);
  if (query.status?.length) all.push(Prisma.sql`${PRESENCE} = ANY(${query.status})`);
  if (query.role?.length) all.push(Prisma.sql`a.role = ANY(${query.role})`);
  if (query.runtime?.length) all.push(Prisma.sql`a.runtime::text = ANY(${query.runtime})`);
  for (const word of query.q?.trim().split(/\s+/).slice(0, 10) ?? []) {
    const pattern = `%${likeText(word)}%`;
    all.push(Prisma.sql`(a.name ILIKE ${pattern} OR a.role ILIKE ${pattern} OR a.last_activity ILIKE ${pattern}
      OR array_to_string(a.capabilities, ' ') ILIKE ${pattern})`);
  }
  return Prisma.join(all, " AND ");
}
