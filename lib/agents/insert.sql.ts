import { Prisma, type Queryable } from "@/lib/core/database";
import { type AgentColumns, columnValue, givenColumns } from "./columns";
import { AGENT_JSON, type AgentRow } from "./row";

/**
 * Inserts an agent, or returns null if the name exists; waits for a transaction that is inserting the same name. Its number of
 * tasks in progress starts at what is in progress under that name already. Index: agents_name_key.
 */
export async function insertAgent(
  db: Queryable,
  agent: AgentColumns & { name: string },
): Promise<AgentRow | null> {
  const { name, ...columns } = agent;
  const given = givenColumns(columns);
  const [created] = await db.$queryRaw<{ agent: AgentRow }[]>`
    INSERT INTO agents AS a (name, in_progress, ${Prisma.raw(given.join(", "))})
    VALUES (${name}, (SELECT count(*)::int FROM tasks WHERE assigned_to = ${name} AND status = 'in_progress' AND request_id IS NULL),
            ${Prisma.join(given.map((column) => columnValue(columns, column)))})
    ON CONFLICT (name) DO NOTHING RETURNING ${AGENT_JSON} AS agent`;
  return created?.agent ?? null;
}
