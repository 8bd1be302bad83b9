import type { Actor } from "@/lib/core/actor";
import { config } from "@/lib/core/config";
import type { Transaction } from "@/lib/core/database";
import { unavailableReason } from "@/lib/core/unavailable";
import { eventHub } from "./hub";
import { type Caller, type Ending, openLongLived, SLOW_READER } from "./long-lived";
import type { NoticeWire } from "./notice";
import { type EventFilter, matches, readEvents } from "./replay";
import { isForgotten } from "./retention";
import type { TickWire } from "./shapes";
import type { EventRow } from "./types";

const KEEP_ALIVE_MS = 15_000;
/**
 * A reader this far behind is disconnected; it reconnects with its last id and gets the rest from the table. Frames are
 * shared between readers, so many slow ones cost little more than one.
 */
const MAX_BUFFERED_BYTES = 8 * 1024 * 1024;
const REPLAY_PAGE = 500;

export type EventToWire = (event: EventRow) => unknown;

const encoder = new TextEncoder();
const KEEP_ALIVE = encoder.encode(": keep-alive\n\n");

/** One frame per event and process, shared by all readers. */
const frames = new WeakMap<EventRow, Uint8Array>();

function frameOf(event: EventRow, toWire: EventToWire): Uint8Array {
  let frame = frames.get(event);
  if (!frame) {
    frame = encoder.encode(`id: ${event.id}\ndata: ${JSON.stringify(toWire(event))}\n\n`);
    frames.set(event, frame);
  }
  return frame;
}

/** Without an id: the reader's position in the stream does not change. */
function noticeFrame(notice: NoticeWire): Uint8Array {
  let frame = noticeFrames.get(notice);
  if (!frame) {
    frame = encoder.encode(`data: ${JSON.stringify(notice)}\n\n`);
    noticeFrames.set(notice, frame);
  }
  return frame;
}
const noticeFrames = new WeakMap<NoticeWire, Uint8Array>();

/** The first frame. `id` is where the reader stands before it has seen an event, to resume from. */
const connectedFrame = (id: bigint): Uint8Array => {
  const frame = { type: "connected", id: Number(id), data: null, timestamp: Date.now() };
  return encoder.encode(`id: ${id}\ndata: ${JSON.stringify(frame)}\n\n`);
};

const plainFrame = (type: string, data: unknown): Uint8Array =>
  encoder.encode(`data: ${JSON.stringify({ type, data, timestamp: Date.now() })}\n\n`);

/** Runs `work` periodically until the returned function is called. */
export type Repeat = (work: () => void) => () => void;

/**
 * A sign of life as data, which a browser hands on where it keeps comments to itself. `id` is how far the stream has
 * been read: whatever passed the filter up to there has been sent. `build` names the running build, `user` the person
 * whose session the stream belongs to. Its event name keeps it from clients that only listen for plain messages.
 */
const tickFrame = (id: bigint, actor: Actor): Uint8Array => {
  const data: TickWire = {
    type: "tick",
    id: Number(id),
    build: config.build,
    user: actor.kind === "user" ? actor.id : null,
    timestamp: Date.now(),
  };
  return encoder.encode(`id: ${id}\nevent: tick\ndata: ${JSON.stringify(data)}\n\n`);
};

/** Every 15 seconds: below the usual idle time-outs of proxies. */
export const everyKeepAlive: Repeat = (work) => {
  const timer = setInterval(work, KEEP_ALIVE_MS);
  return () => clearInterval(timer);
};

export interface StreamOptions {
  db: Transaction;
  request: Request;
  filter: EventFilter;
  /** The last event the reader has; later ones are sent first. Null starts with events from now on. */
  after: bigint | null;
  toWire: EventToWire;
  caller: Caller;
  /** Sends ticks, once after `connected` and then in place of the keep-alive comments. */
  ticks?: boolean;
  /** How often a keep-alive is sent and the caller's access checked; every 15 seconds unless a test sets it. */
  repeat?: Repeat;
}

/**
 * The event stream as an SSE response: `connected` with the reader's position, then the events missed since `after`, then live events. When events
 * after `after` are no longer kept, it sends a `reset` and continues with those that are. A reader that does not keep
 * up is disconnected with a `reset` and never delays the others. When the server ends the stream for another reason, it
 * sends `closed` with that reason: the caller's access ended or changed, or the server stops. Fails with `rate_limited`
 * when the caller has too many streams.
 */
export function eventStream(options: StreamOptions): Response {
  const { db, request, filter, after, toWire, caller, ticks, repeat = everyKeepAlive } = options;
  let close: () => void = () => undefined;
  let endWith: (why: Ending) => void = () => undefined;
  const longLived = openLongLived("stream", caller, (why) => endWith(why));
  const stream = new ReadableStream<Uint8Array>(
    {
      async start(controller) {
        let open = true;
        let live = false;
        let waiting: EventRow[] = [];
        let sent = after ?? -1n;
        let unsubscribe = (): void => undefined;
        const stopKeepAlive = repeat(() => {
          // Before the subscription there is no position to tell.
          push(ticks && sent >= 0n ? tickFrame(sent, caller.actor) : KEEP_ALIVE);
          void longLived.check();
        });

        close = () => {
          if (!open) return;
          open = false;
          longLived.release();
          stopKeepAlive();
          unsubscribe();
          try {
            controller.close();
          } catch {
            // The reader has already left.
          }
        };
        endWith = (why) => {
          if (open) controller.enqueue(plainFrame(endFrame(why), why));
          close();
        };
        request.signal.addEventListener("abort", close, { once: true });

        function push(bytes: Uint8Array): void {
          if (!open) return;
          if ((controller.desiredSize ?? 0) <= 0) endWith(SLOW_READER);
          else controller.enqueue(bytes);
        }
        const deliver = (events: EventRow[]): void => {
          for (const event of events) {
            if (event.id <= sent) continue;
            sent = event.id;
            if (matches(filter, event)) push(frameOf(event, toWire));
          }
        };

        try {
          const subscription = await eventHub().subscribe(
            (events) => {
              if (live) deliver(events);
              else waiting.push(...events);
            },
            (notice) => {
              if (live && matches(filter, notice)) push(noticeFrame(notice));
            },
          );
          unsubscribe = subscription.unsubscribe;
          if (!open) return unsubscribe();
          // Sent once nothing can be missed any more: whatever is committed from here on is delivered.
          if (after === null) sent = subscription.from;
          controller.enqueue(connectedFrame(sent));
          if (ticks) push(tickFrame(sent, caller.actor));
          if (after !== null) await replay(after, subscription.from);
          if (sent < subscription.from) sent = subscription.from;
          live = true;
          deliver(waiting);
          waiting = [];
        } catch (error) {
          const why = unavailableReason(error);
          if (!why) {
            close();
            throw error;
          }
          endWith({ reason: "unavailable", message: `${why.message}: connect again` });
        }

        async function replay(from: bigint, to: bigint): Promise<void> {
          if (await isForgotten(db, from)) push(plainFrame("reset", FORGOTTEN));
          for (let cursor = from; open && cursor < to; ) {
            const events = await readEvents(db, cursor, REPLAY_PAGE, filter);
            deliver(events.filter((event) => event.id <= to));
            const last = events.at(-1);
            if (!last || events.length < REPLAY_PAGE) return;
            cursor = last.id;
            // A long replay proceeds at the reader's pace.
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
  return new Response(stream, { headers: STREAM_HEADERS });
}

export const STREAM_HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  connection: "keep-alive",
  "x-accel-buffering": "no",
};

const FORGOTTEN = {
  reason: "history_removed",
  message: "Events after your last one are no longer kept: read anew what you show, and follow on",
};

/** Existing clients know `reset` as the event for having fallen behind. */
const endFrame = ({ reason }: Ending): string => (reason === "slow_reader" ? "reset" : "closed");
