import { notifyManager, type QueryClient } from "@tanstack/react-query";
import { applyEvent } from "@/components/sync/cache/apply-event";
import { createTextReader } from "@/components/sync/cache/task-texts";
import type { NoticeWire } from "@/lib/events/notice";
import type { EventWire } from "@/lib/events/shapes";
import { browserClock, createEventGate, type GateClock } from "./event-gate";
import { noteApplied, noteGap } from "./first-paint";
import { rereaders } from "./read-again";
import { createRereader } from "./rereader";

/** Called with the events of a frame, oldest first, once the cache has them. */
export type LiveListener = (events: readonly EventWire[]) => void;

/**
 * Keeps a query cache true by the event stream: events are queued by the gate, applied once per frame as one change of the screen,
 * and what they do not carry is read again at a pace. `listeners` hear of each batch.
 */
export function connectCache(
  client: QueryClient,
  listeners: ReadonlySet<LiveListener>,
  clock: GateClock = browserClock,
) {
  const rereader = createRereader(client, clock);
  const texts = createTextReader(client, rereader);
  rereaders.set(client, rereader);
  const effects = { stale: rereader.stale, oldTexts: texts.note };
  const gate = createEventGate<EventWire | NoticeWire>((batch) => {
    const events = batch.filter((event): event is EventWire => "id" in event);
    if (events.length > 0) rereader.heard(events.length);
    notifyManager.batch(() => {
      for (const event of batch) applyEvent(client, event, effects);
      for (const listener of listeners) listener(events);
    });
    const last = events.at(-1);
    if (last) noteApplied(client, last.id);
  }, clock);
  return {
    push: gate.push,
    /** Events were missed for good: everything on the screen is read again. */
    gap(): void {
      noteGap(client);
      rereader.staleAll();
    },
    stop(): void {
      gate.stop();
      texts.stop();
      rereader.stop();
      rereaders.delete(client);
    },
  };
}
