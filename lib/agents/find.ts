import { Prisma, type Queryable } from "@/lib/core/database";
import { notFound } from "@/lib/core/errors";
import { MAX_INT } from "@/lib/core/fields";
import { AGENT_JSON, type AgentRow } from "./row";

/** An agent's id or name. A number that is both one agent's id and another's name means the id. */
export type AgentRef = string | number;

/** The SQL condition that finds the agent `a` by a reference, leaving out deleted ones. Index: agents_pkey, agents_name_key. */
export function isAgentRef(ref: AgentRef): Prisma.Sql {
  const name = String(ref);
  const id = /^\d{1,10}$/.test(name) ? Number(name) : Number.NaN;
  if (!(id <= MAX_INT)) return Prisma.sql`a.name = ${name} AND a.deleted_at IS NULL`;
  return Prisma.sql`a.id = COALESCE((SELECT id FROM agents WHERE id = ${id} AND deleted_at IS NULL), (SELECT id FROM agents WHERE name = ${name} AND deleted_at IS NULL))`;
}

export async function findAgent(db: Queryable, ref: AgentRef): Promise<AgentRow> {
  const [found] = await db.$queryRaw<{ agent: AgentRow }[]>`
    SELECT ${AGENT_JSON} AS agent FROM agents a WHERE ${isAgentRef(ref)}`;
  if (!found) throw notFound("Agent", ref);
  return found.agent;
}

/**
 * Reads an agent and locks its row until the transaction ends. A transaction that needs both a task and an agent locks the task
 * first, as claims and reports do.
 */
export async function lockAgent(tx: Queryable, ref: AgentRef): Promise<AgentRow> {
  const [found] = await tx.$queryRaw<{ agent: AgentRow }[]>`
    SELECT ${AGENT_JSON} AS agent FROM agents a WHERE ${isAgentRef(ref)} FOR NO KEY UPDATE OF a`;
  if (!found) throw notFound("Agent", ref);
  return found.agent;
}
