import type { Actor } from "@/lib/core/actor";
import type { TxContext } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import type { EventType } from "./types";

export interface NewEvent {
  type: EventType;
  data: Record<string, unknown>;
  projectId?: number | null;
  taskId?: number | null;
  agent?: string | null;
  runId?: number | null;
}

/** An event takes ten of the 32,767 values that one statement may carry. */
const EVENTS_PER_STATEMENT = 1_000;

/**
 * Writes events in the transaction that makes the change (docs/architecture.md, "Events"). An id is the transaction's number
 * and the event's place in it, so that ids grow in an order a reader can follow without skipping what commits late:
 * everything below the oldest running transaction is final.
 */
export async function record(tx: TxContext, ...events: NewEvent[]): Promise<void> {
  for (let first = 0; first < events.length; first += EVENTS_PER_STATEMENT) {
    const batch = events.slice(first, first + EVENTS_PER_STATEMENT);
    const ordinal = tx.ordinals.take(batch.length);
    const rows = batch.map((event, index) => eventValues(tx.actor, event, ordinal + index));
    await tx.db.$executeRaw`INSERT INTO events (${EVENT_COLUMNS}) VALUES ${Prisma.join(rows)}`;
  }
}

function eventValues(actor: Actor, event: NewEvent, ordinal: number): Prisma.Sql {
  return Prisma.sql`(event_id(${ordinal}::int), ${event.type}, ${event.type.split(".")[0]}, ${event.projectId ?? null}::int, ${event.taskId ?? null}::int, ${event.agent ?? null}, ${event.runId ?? null}::int, ${actor.name}, ${actor.kind}, ${JSON.stringify(event.data)}::jsonb)`;
}

/** The columns a statement fills that writes its event itself; the values follow in this order. */
export const EVENT_COLUMNS = Prisma.raw(
  "id, type, category, project_id, task_id, agent, run_id, actor, actor_kind, data",
);
