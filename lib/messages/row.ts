import type { z } from "zod";
import { toUnixSeconds } from "@/lib/core/clock";
import { Prisma } from "@/lib/core/database";
import type { Comms } from "./list";
import type { CommsResponse, MessageWire } from "./shapes";

export interface MessageRow {
  id: number;
  conversation_id: string;
  from_agent: string;
  from_kind: string;
  to_agent: string | null;
  content: string;
  message_type: string;
  metadata: Record<string, unknown> | null;
  project_id: number | null;
  read_at: string | null;
  delivered_at: string | null;
  created_at: string;
}

/** The message `m` as a MessageRow. */
export const MESSAGE_JSON = Prisma.sql`to_jsonb(m)`;

export function messageToWire(row: MessageRow): MessageWire {
  return {
    id: row.id,
    conversation_id: row.conversation_id,
    from_agent: row.from_agent,
    to_agent: row.to_agent,
    content: row.content,
    message_type: row.message_type,
    metadata: row.metadata,
    delivered_at: toUnixSeconds(row.delivered_at),
    read_at: toUnixSeconds(row.read_at),
    created_at: toUnixSeconds(row.created_at),
    workspace_id: 1,
  };
}

/** The answer of GET /api/agents/comms. */
export function commsToWire({ messages, total, edges }: Comms): z.output<typeof CommsResponse> {
  const stats = new Map<string, { agent: string; sent: number; received: number }>();
  const of = (agent: string) => {
    const known = stats.get(agent) ?? { agent, sent: 0, received: 0 };
    stats.set(agent, known);
    return known;
  };
  for (const edge of edges) {
    of(edge.from_agent).sent += edge.message_count;
    of(edge.to_agent).received += edge.message_count;
  }
  return {
    messages: messages.map(messageToWire),
    total,
    graph: {
      edges: edges.map((edge) => ({
        ...edge,
        last_message_at: toUnixSeconds(edge.last_message_at),
      })),
      agentStats: [...stats.values()].toSorted(
        (a, b) => b.sent + b.received - (a.sent + a.received),
      ),
    },
    source: { mode: total === 0 ? "empty" : "live", seededCount: 0, liveCount: total },
  };
}
