import { agentEvent } from "@/lib/agents/event";
import { AGENT_JSON, type AgentRow } from "@/lib/agents/row";
import type { TxContext } from "@/lib/core/context";
import { record } from "@/lib/events/append";
import { type Account, admit, deviate, freshOf, remember } from "./account";
import { AGENT, type RecordOf } from "./kinds";
import { type Ids, insertRows, knownIds } from "./rows";

const MOST_CAPACITY = 20;

/** Brings agents in, without keys. One whose name is here stays as it is, and its tasks are the imported one's. */
export async function takeAgents(
  tx: TxContext,
  account: Account,
  records: readonly RecordOf<"agent">[],
): Promise<void> {
  const fresh = await freshOf(tx, account, "agent", records);
  if (fresh.length === 0) return;
  const rows = await tx.db.$queryRaw<{ id: number; name: string }[]>`
    SELECT id, name FROM agents WHERE name = ANY(${fresh.map(({ name }) => name)}::text[])`;
  const here = new Map(rows.map(({ id, name }) => [name, id]));
  const joined: Ids = new Map();
  for (const { id, name } of fresh) {
    const own = here.get(name);
    if (own === undefined) continue;
    joined.set(String(id), own);
    deviate(account, "agent", id, `${name} is here already and stays as it is`);
  }
  await remember(tx, account, "agent", joined);
  const added = fresh.filter(({ name }) => !here.has(name));
  const ids = await admit(tx, account, "agent", added);
  const own = [...ids.values()];
  await insertRows(
    tx,
    "agent",
    AGENT,
    added.map((agent) => ({
      ...agent,
      id: ids.get(String(agent.id)),
      max_capacity: Math.min(MOST_CAPACITY, Math.max(1, agent.max_capacity)),
    })),
  );
  await assign(tx, account, added, ids);
  const made = await tx.db.$queryRaw<{ agent: AgentRow }[]>`
    SELECT ${AGENT_JSON} AS agent FROM agents a WHERE a.id = ANY(${own}::int[]) ORDER BY a.id`;
  await record(tx, ...made.map(({ agent }) => agentEvent("agent.created", agent)));
}

/** Who works on which project. */
async function assign(
  tx: TxContext,
  account: Account,
  added: readonly RecordOf<"agent">[],
  ids: Ids,
): Promise<void> {
  const named = added.flatMap(({ projects }) => projects.map(({ project_id }) => project_id));
  const projects = await knownIds(tx, account.source, "project", named);
  const rows = added.flatMap((agent) =>
    agent.projects.flatMap(({ project_id, role }) => {
      const project = projects.get(String(project_id));
      return project === undefined
        ? []
        : [{ project_id: project, agent_id: ids.get(String(agent.id)), role }];
    }),
  );
  await tx.db.$executeRaw`
    INSERT INTO project_agents (project_id, agent_id, role)
    SELECT r.project_id, r.agent_id, r.role
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(project_id int, agent_id int, role text) ON CONFLICT DO NOTHING`;
}
