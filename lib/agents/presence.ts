import type { TxContext } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { record } from "@/lib/events/append";
import { agentEvent } from "./event";
import { insertHeir } from "./inherited";
import { AGENT_JSON, type AgentRow, OFFLINE_AFTER_MS } from "./row";

/** Signs of life are written at most this often, so that most polls of an idle agent write nothing. */
export const SEEN_EVERY_SECONDS = 15;

/**
 * Makes sure an agent has a row: one that never registered appears when it first polls or is given work.
 */
export async function ensureAgent(tx: TxContext, name: string): Promise<void> {
  const [known] = await tx.db.$queryRaw<
    { id: number }[]
  >`SELECT id FROM agents WHERE name = ${name}`;
  if (known) return;
  const seen = { source: "observed" as const, status: "idle", last_seen_at: tx.clock.now() };
  const created = await insertHeir(tx, { ...seen, name });
  if (created) await record(tx, agentEvent("agent.created", created));
}

/** Records a sign of life. An agent that was offline becomes idle again, with an event. */
export async function sawAgent(tx: TxContext, name: string): Promise<void> {
  const [row] = await tx.db.$queryRaw<{ agent: AgentRow; was_offline: boolean }[]>`
    WITH old AS (SELECT id, status, last_seen_at FROM agents WHERE name = ${name} FOR NO KEY UPDATE)
    UPDATE agents a SET last_seen_at = clock_timestamp(),
      status = CASE WHEN a.status = 'offline' THEN 'idle' ELSE a.status END
    FROM old
    WHERE a.id = old.id AND (a.last_seen_at IS NULL OR a.status = 'offline'
      OR a.last_seen_at < clock_timestamp() - ${SEEN_EVERY_SECONDS} * interval '1 second')
    RETURNING ${AGENT_JSON} AS agent, old.status = 'offline'
      OR COALESCE(old.last_seen_at < clock_timestamp() - ${OFFLINE_AFTER_MS}::int * interval '1 millisecond', false) AS was_offline`;
  if (row?.was_offline) await recordStatuses(tx, [row.agent]);
}

/** Writes the events of agents whose presence has changed, in one statement. */
export async function recordStatuses(tx: TxContext, agents: AgentRow[]): Promise<void> {
  await record(tx, ...agents.map((agent) => agentEvent("agent.status_changed", agent)));
}

/** The SQL condition that an agent's last recorded sign of life is old enough for a new one to be written. */
export const IS_SEEN_DUE = Prisma.sql`(last_seen_at IS NULL OR status = 'offline'
  OR last_seen_at < clock_timestamp() - ${SEEN_EVERY_SECONDS} * interval '1 second')`;
