import { randomUUID } from "node:crypto";
import { authorize, isAgent } from "@/lib/auth/permissions";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import { authorizeAgent } from "./authorize";
import { changeAgent } from "./change";
import { agentEvent } from "./event";
import { lockAgent } from "./find";
import { insertHeir } from "./inherited";
import { AGENT_JSON, type AgentRow, presenceOf } from "./row";
import type { Connect } from "./schema";
import type { ConnectionWire } from "./shapes";

/** The tool that is connected to an agent. There is at most one, stored on the agent. */
export interface Connection {
  connection_id: string;
  tool_name: string;
  tool_version: string | null;
  metadata: Record<string, unknown> | null;
  /** Unix seconds. */
  connected_at: number;
}

/** Connects a tool to an agent, replacing the tool that was connected before. Creates the agent if it does not exist. */
export async function connectTool(
  ctx: Context,
  input: Connect,
): Promise<{ agent: AgentRow; connection: Connection }> {
  await authorizeAgent(ctx, "agent.register", input.agent_name);
  await authorizeAgent(ctx, "agent.heartbeat", input.agent_name);
  const now = ctx.clock.now();
  const connection: Connection = {
    connection_id: randomUUID(),
    tool_name: input.tool_name,
    tool_version: input.tool_version ?? null,
    metadata: input.metadata ?? null,
    connected_at: Math.floor(now.getTime() / 1000),
  };
  const online = { status: "online", last_seen_at: now };
  return ctx.transaction(async (tx) => {
    const role = input.agent_role ?? "cli";
    const created = await insertHeir(tx, {
      ...online,
      name: input.agent_name,
      role,
      source: "self",
      config: { connection },
    });
    if (created) {
      await record(tx, agentEvent("agent.created", created));
      return { agent: created, connection };
    }
    const before = await lockAgent(tx.db, input.agent_name);
    const known =
      before.source === "observed"
        ? { source: "self", ...(isAgent(ctx.actor) ? {} : { role }) }
        : {};
    const config = { ...before.config, connection };
    return {
      agent: await changeAgent(tx, before, { ...online, ...known, config }),
      connection,
    };
  });
}

/** Disconnects a tool and marks its agent as offline. */
export async function disconnectTool(ctx: Context, connectionId: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const [found] = await tx.db.$queryRaw<{ id: number }[]>`
      SELECT id FROM agents WHERE config->'connection'->>'connection_id' = ${connectionId} AND deleted_at IS NULL`;
    if (!found) throw new DomainError("not_found", "Connection not found");
    const before = await lockAgent(tx.db, found.id);
    await authorizeAgent(tx, "agent.heartbeat", before.name);
    const { connection, ...config } = before.config;
    if ((connection as Connection | undefined)?.connection_id !== connectionId) {
      throw new DomainError("not_found", "Connection not found");
    }
    await changeAgent(tx, before, { config, status: "offline" });
  });
}

export async function listConnections(ctx: Context): Promise<ConnectionWire[]> {
  authorize(ctx.actor, "agent.read");
  const rows = await ctx.db.$queryRaw<{ agent: AgentRow }[]>`
    SELECT ${AGENT_JSON} AS agent FROM agents a WHERE a.config ? 'connection' AND a.deleted_at IS NULL ORDER BY a.id DESC LIMIT 200`;
  return rows.map((row) => connectionToWire(row.agent));
}

function connectionToWire(agent: AgentRow): ConnectionWire {
  const { connected_at, ...connection } = agent.config.connection as Connection;
  return {
    id: agent.id,
    agent_id: agent.id,
    ...connection,
    status: "connected",
    last_heartbeat: toUnixSeconds(agent.last_seen_at),
    created_at: connected_at,
    updated_at: connected_at,
    workspace_id: 1,
    agent_name: agent.name,
    agent_status: presenceOf(agent),
    agent_role: agent.role,
  };
}
