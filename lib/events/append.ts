import { changesKeys, forgetKeys, KEYS_CHANNEL } from "@/lib/auth/keys/known-keys";
import type { TxContext } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import type { EventData } from "./data";
import { withoutTexts } from "./task-texts";
import { type DurableType, EVENTS } from "./types";

interface Subject {
  projectId?: number | null;
  taskId?: number | null;
  agent?: string | null;
  runId?: number | null;
}

/** An event to be written: its type says what its data is. */
export type NewEvent = {
  [Type in DurableType]: Subject & { type: TypesOf<EventData[Type]>; data: EventData[Type] };
}[DurableType];
/** The types of event that this data says everything of. */
type TypesOf<Data> = {
  [Type in DurableType]: Data extends EventData[Type] ? Type : never;
}[DurableType];

const EVENTS_PER_STATEMENT = 1_000;

/**
 * Writes events in the transaction that makes the change (docs/architecture.md, "Events"). An id is made of the
 * transaction's number and the event's position in it, so a reader that follows the ids never skips an event that
 * commits late: everything below the oldest running transaction is final.
 */
export async function record(tx: TxContext, ...events: NewEvent[]): Promise<void> {
  if (events.some(({ type }) => changesKeys(type))) {
    tx.afterCommit(forgetKeys);
    await tx.db.$queryRaw`SELECT 1 AS told FROM pg_notify(${KEYS_CHANNEL}, '')`;
  }
  for (let first = 0; first < events.length; first += EVENTS_PER_STATEMENT) {
    const batch = events.slice(first, first + EVENTS_PER_STATEMENT);
    const ordinal = tx.ordinals.take(batch.length);
    const of = <T>(value: (event: NewEvent) => T): T[] => batch.map(value);
    await tx.db.$executeRaw`
      INSERT INTO events (${EVENT_COLUMNS})
      SELECT event_id(${ordinal}::int + e.place::int - 1), e.type, e.category, e.project_id, e.task_id, e.agent, e.run_id,
             ${tx.actor.name}, ${tx.actor.kind}, e.version, event_data(e.data)
      FROM unnest(${of(({ type }) => type)}::text[], ${of(({ type }) => type.split(".")[0])}::text[],
             ${of(({ projectId }) => projectId ?? null)}::int[], ${of(({ taskId }) => taskId ?? null)}::int[],
             ${of(({ agent }) => agent ?? null)}::text[], ${of(({ runId }) => runId ?? null)}::int[],
             ${of(({ type }) => EVENTS[type].version)}::smallint[],
             ${of(({ data }) => JSON.stringify(withoutTexts(data)))}::text[]::jsonb[])
        WITH ORDINALITY AS e (type, category, project_id, task_id, agent, run_id, version, data, place)`;
  }
}

/** The columns that a statement fills when it writes its event itself; the values follow in this order. */
export const EVENT_COLUMNS = Prisma.raw(
  "id, type, category, project_id, task_id, agent, run_id, actor, actor_kind, version, data",
);
