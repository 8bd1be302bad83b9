import type { Transaction } from "@/lib/core/database";
import { eventHub } from "./hub";
import { type EventFilter, matches, readEvents } from "./replay";
import type { EventRow } from "./types";

const KEEP_ALIVE_MS = 15_000;
/**
 * A reader this far behind is sent away: it reconnects with its last id and gets what it missed from the table. Frames
 * are shared between readers, so many slow ones cost little more than one.
 */
const MAX_BUFFERED_BYTES = 8 * 1024 * 1024;
const REPLAY_PAGE = 500;

export type EventToWire = (event: EventRow) => unknown;

const encoder = new TextEncoder();
const KEEP_ALIVE = encoder.encode(": keep-alive\n\n");

/** One frame per event and process, however many readers it goes to. */
const frames = new WeakMap<EventRow, Uint8Array>();

function frameOf(event: EventRow, toWire: EventToWire): Uint8Array {
  let frame = frames.get(event);
  if (!frame) {
    frame = encoder.encode(`id: ${event.id}\ndata: ${JSON.stringify(toWire(event))}\n\n`);
    frames.set(event, frame);
  }
  return frame;
}

const plainFrame = (type: string, data: unknown): Uint8Array =>
  encoder.encode(`data: ${JSON.stringify({ type, data, timestamp: Date.now() })}\n\n`);

/** Every open stream of this process, so that a shutdown can end them. */
const held = globalThis as typeof globalThis & { __batonStreams?: Set<() => void> };
held.__batonStreams ??= new Set();
const openStreams = held.__batonStreams;

/** Has a stream closed when the server stops; the function it returns lets go of one that ended before. */
export function holdOpen(close: () => void): () => void {
  openStreams.add(close);
  return () => openStreams.delete(close);
}

export function closeStreams(): void {
  for (const close of [...openStreams]) close();
}

/**
 * The event stream as an SSE response: `connected` first, then what was missed since `after` (when given), then live.
 * A reader that does not read is dropped with a `reset` and never holds up the others.
 */
export function eventStream(
  db: Transaction,
  request: Request,
  filter: EventFilter,
  after: bigint | null,
  toWire: EventToWire,
): Response {
  let close: () => void = () => undefined;
  const stream = new ReadableStream<Uint8Array>(
    {
      async start(controller) {
        let open = true;
        let live = false;
        let waiting: EventRow[] = [];
        let sent = after ?? -1n;
        let unsubscribe = (): void => undefined;
        const keepAlive = setInterval(() => push(KEEP_ALIVE), KEEP_ALIVE_MS);

        close = () => {
          if (!open) return;
          open = false;
          openStreams.delete(close);
          clearInterval(keepAlive);
          unsubscribe();
          try {
            controller.close();
          } catch {
            // The reader is gone already.
          }
        };
        openStreams.add(close);
        request.signal.addEventListener("abort", close, { once: true });

        function push(bytes: Uint8Array): void {
          if (!open) return;
          if ((controller.desiredSize ?? 0) <= 0) {
            controller.enqueue(plainFrame("reset", { reason: "slow_reader" }));
            close();
            return;
          }
          controller.enqueue(bytes);
        }
        const deliver = (events: EventRow[]): void => {
          for (const event of events) {
            if (event.id <= sent) continue;
            sent = event.id;
            if (matches(filter, event)) push(frameOf(event, toWire));
          }
        };

        try {
          const subscription = await eventHub().subscribe((events) => {
            if (live) deliver(events);
            else waiting.push(...events);
          });
          unsubscribe = subscription.unsubscribe;
          if (!open) return unsubscribe();
          // Said once nothing can be missed any more: what is committed from here on is delivered.
          controller.enqueue(plainFrame("connected", null));
          if (after !== null) await replay(after, subscription.from);
          live = true;
          deliver(waiting);
          waiting = [];
        } catch (error) {
          close();
          throw error;
        }

        async function replay(from: bigint, to: bigint): Promise<void> {
          for (let cursor = from; open && cursor < to; ) {
            const events = await readEvents(db, cursor, REPLAY_PAGE, filter);
            deliver(events.filter((event) => event.id <= to));
            const last = events.at(-1);
            if (!last || events.length < REPLAY_PAGE) return;
            cursor = last.id;
            // A long replay goes at the reader's pace.
            while (open && (controller.desiredSize ?? 0) < MAX_BUFFERED_BYTES / 2) {
              await new Promise((resolve) => setTimeout(resolve, 20));
            }
          }
        }
      },
      cancel() {
        close();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MAX_BUFFERED_BYTES }),
  );
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      connection: "keep-alive",
      "x-accel-buffering": "no",
    },
  });
}
