import type { Actor } from "@/lib/core/actor";
import { Prisma, type Transaction } from "@/lib/core/database";
import type { EventType } from "./types";

export interface NewEvent {
  type: EventType;
  data: Record<string, unknown>;
  projectId?: number | null;
  taskId?: number | null;
  agent?: string | null;
  runId?: number | null;
}

/** How many events each open transaction has written: the low 16 bits of their ids. */
const written = new WeakMap<object, number>();

/**
 * Writes events in the transaction that makes the change (architecture.md, "Events: the outbox is the stream"). An id is
 * the transaction's number and the event's place in it, so that ids grow in an order a reader can follow without
 * skipping what commits late: everything below the oldest running transaction is final. `event_id` is in the migration.
 */
export async function record(tx: Transaction, actor: Actor, ...events: NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const first = written.get(tx) ?? 0;
  written.set(tx, first + events.length);
  const rows = events.map((event, index) => eventValues(actor, event, first + index));
  await tx.$executeRaw`INSERT INTO events (id, type, category, project_id, task_id, agent, run_id, actor, actor_kind, data) VALUES ${Prisma.join(rows)}`;
}

/** An event takes ten of the 32,767 values that one statement may carry. */
const AT_ONCE = 1_000;

/** The same for any number of events. */
export async function recordMany(tx: Transaction, actor: Actor, events: NewEvent[]): Promise<void> {
  for (let first = 0; first < events.length; first += AT_ONCE) {
    await record(tx, actor, ...events.slice(first, first + AT_ONCE));
  }
}

function eventValues(actor: Actor, event: NewEvent, ordinal: number): Prisma.Sql {
  return Prisma.sql`(event_id(${ordinal}::int), ${event.type}, ${event.type.split(".")[0]}, ${event.projectId ?? null}::int, ${event.taskId ?? null}::int, ${event.agent ?? null}, ${event.runId ?? null}::int, ${actor.name}, ${actor.kind}, ${JSON.stringify(event.data)}::jsonb)`;
}

/** The columns a statement fills that writes its event itself; the values follow in this order. */
export const EVENT_COLUMNS = Prisma.raw(
  "id, type, category, project_id, task_id, agent, run_id, actor, actor_kind, data",
);
