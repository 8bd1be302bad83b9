import type { TxContext } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { type NewEvent, record } from "@/lib/events/append";
import { type AgentColumn, type AgentColumns, columnValue, givenColumns } from "./columns";
import { agentEvent } from "./event";
import { AGENT_JSON, type AgentRow, presenceOf } from "./row";

/** Columns that are signs of life. They cause `agent.status_changed`, and only when the presence that people see changes. */
const SIGNS_OF_LIFE: readonly AgentColumn[] = ["status", "last_seen_at"];

/** Columns that no client sees, so no event names them. */
const NOT_TOLD: readonly AgentColumn[] = [
  ...SIGNS_OF_LIFE,
  "capacity_is_set",
  "profile_id",
  "made_by_id",
  "unchanged_results",
  "set_by_people",
  "paused_by_agent",
];

/**
 * Applies one change to an agent whose row the transaction has locked, with its events: `agent.updated` naming what changed,
 * `agent.status_changed` if its presence changed. Setting a value to what it already was changes nothing.
 */
export async function changeAgent(
  tx: TxContext,
  before: AgentRow,
  set: AgentColumns,
): Promise<AgentRow> {
  const changed = givenColumns(set).filter(
    (name) => JSON.stringify(set[name]) !== JSON.stringify(before[name]),
  );
  if (changed.length === 0) return before;
  const told = changed.filter((name) => !NOT_TOLD.includes(name));
  const after = await updateAgentRow(tx, before, set, changed, told.length > 0);
  const events: NewEvent[] =
    told.length > 0 ? [agentEvent("agent.updated", after, { changed: told })] : [];
  const now = tx.clock.now();
  const previous = presenceOf(before, now);
  if (presenceOf(after, now) !== previous) {
    events.push(agentEvent("agent.status_changed", after, { previous_status: previous }));
  }
  await record(tx, ...events);
  return after;
}

async function updateAgentRow(
  tx: TxContext,
  before: AgentRow,
  set: AgentColumns,
  changed: AgentColumn[],
  isEdit: boolean,
): Promise<AgentRow> {
  const columns = changed.map(
    (name) => Prisma.sql`${Prisma.raw(name)} = ${columnValue(set, name)}`,
  );
  if (isEdit) columns.push(Prisma.sql`updated_at = clock_timestamp()`);
  const [row] = await tx.db.$queryRaw<{ agent: AgentRow }[]>`
    UPDATE agents a SET ${Prisma.join(columns)} WHERE id = ${before.id} RETURNING ${AGENT_JSON} AS agent`;
  return (row as { agent: AgentRow }).agent;
}
