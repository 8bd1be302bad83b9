import { Prisma, type Queryable } from "@/lib/core/database";
import { notFound } from "@/lib/core/errors";
import { MAX_INT } from "@/lib/core/fields";
import { AGENT_JSON, type AgentRow } from "./row";

/** An agent's id or name. A number that is both one agent's id and another's name means the id. */
export type AgentRef = string | number;

/** The agent `a` a reference means, which is not a deleted one. Index: agents_pkey, agents_name_key. */
export function isAgentRef(ref: AgentRef): Prisma.Sql {
  const name = String(ref);
  const id = /^\d{1,10}$/.test(name) ? Number(name) : Number.NaN;
  if (!(id <= MAX_INT)) return Prisma.sql`a.name = ${name} AND a.deleted_at IS NULL`;
  return Prisma.sql`a.id = COALESCE((SELECT id FROM agents WHERE id = ${id} AND deleted_at IS NULL), (SELECT id FROM agents WHERE name = ${name} AND deleted_at IS NULL))`;
}

export async function findAgent(db: Queryable, ref: AgentRef): Promise<AgentRow> {
  const [found] = await db.$queryRaw<{ agent: AgentRow }[]>`
    SELECT ${AGENT_JSON} AS agent FROM agents a WHERE ${isAgentRef(ref)}`;
  if (!found) throw notFound("Agent");
  return found.agent;
}

/**
 * Reads one agent and holds its row until the transaction ends. Tasks are locked before agents, here as in every claim
 * and report: who needs both takes the task first.
 */
export async function lockAgent(tx: Queryable, ref: AgentRef): Promise<AgentRow> {
  const [found] = await tx.$queryRaw<{ agent: AgentRow }[]>`
    SELECT ${AGENT_JSON} AS agent FROM agents a WHERE ${isAgentRef(ref)} FOR NO KEY UPDATE OF a`;
  if (!found) throw notFound("Agent");
  return found.agent;
}
