import type { TxContext } from "@/lib/core/context";
import type { AgentColumns } from "./columns";
import { narrowedTo, setByPeople } from "./gates";
import { insertAgent } from "./insert.sql";
import { AGENT_JSON, type AgentRow } from "./row";

/**
 * Inserts an agent as `insertAgent` does. One that takes the name of an agent which another one dismissed begins with what people had set
 * on that: it is paused, has its limits, and is bounded as that was (decision 0226). What a person `gave` counts in place of it: the bounds that
 * a person sends, unless it is said otherwise.
 */
export async function insertHeir(
  tx: TxContext,
  agent: AgentColumns & { name: string },
  gave = setByPeople(tx.actor, null, agent) ?? [],
): Promise<AgentRow | null> {
  const mark = await lastMark(tx, agent.name);
  const { name, ...set } = agent;
  if (mark === null) return insertAgent(tx.db, { ...agent, set_by_people: gave });
  const { paused_at, pause_note, paused_by, paused_by_agent } = mark;
  const made = await insertAgent(tx.db, {
    ...narrowedTo(mark, set, gave),
    ...(paused_at === null ? {} : { paused_at, pause_note, paused_by, paused_by_agent }),
    set_by_people: [...new Set([...mark.set_by_people, ...gave])],
    name,
  });
  if (made === null) return null;
  await tx.db.$executeRaw`UPDATE run_limits SET agent_id = ${made.id} WHERE agent_id = ${mark.id}`;
  return made;
}

/**
 * The last agent of a name that is gone. Ids grow, and a name belongs to one at a time. Index: agents_former_name_idx.
 */
async function lastMark({ db }: TxContext, name: string): Promise<AgentRow | null> {
  const [found] = await db.$queryRaw<{ agent: AgentRow }[]>`
    SELECT ${AGENT_JSON} AS agent FROM agents a WHERE a.former_name = ${name} AND a.deleted_at IS NOT NULL ORDER BY a.id DESC LIMIT 1`;
  return found?.agent ?? null;
}
