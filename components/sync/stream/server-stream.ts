import { createParser } from "eventsource-parser";
import type { NoticeWire } from "@/lib/events/notice";
import type { EventWire, TickWire } from "@/lib/events/shapes";

/** What happened: an event, or an ephemeral one, which has no id and is never sent twice. */
export type StreamItem = EventWire | NoticeWire;

/** A message of `GET /api/events?ticks=true` (docs/events.md). */
export type StreamMessage =
  | StreamItem
  | TickWire
  | { type: "connected" }
  | { type: "reset"; data: { reason: "slow_reader" | "history_removed" } }
  | { type: "closed"; data: { reason: string } };

/** Why a stream is over. `ended`: it was open, and the other side or the network ended it. */
export type StreamEnd =
  | { kind: "ended" }
  | { kind: "unreachable" }
  | { kind: "refused"; status: number; retryAfterMs: number | null };

export interface StreamReader {
  /** The messages that arrived together, in order. */
  onMessages(messages: StreamMessage[]): void;
  /** Called once, unless the stream was closed from this side. */
  onEnd(end: StreamEnd): void;
}

/** Opens a stream and returns a function that closes it. */
export type OpenStream = (path: string, reader: StreamReader) => () => void;

/**
 * Reads an event stream with `fetch`. Unlike `EventSource` it says with which status a stream was refused, so a session
 * that ended is told apart from a server that is away, and it leaves reconnecting to the caller.
 */
export const openServerStream: OpenStream = (path, reader) => {
  const abort = new AbortController();
  void read(path, abort.signal, (messages) => reader.onMessages(messages)).then((end) => {
    if (!abort.signal.aborted) reader.onEnd(end);
  });
  return () => abort.abort();
};

async function read(
  path: string,
  signal: AbortSignal,
  onMessages: (messages: StreamMessage[]) => void,
): Promise<StreamEnd> {
  let response: Response;
  try {
    response = await fetch(path, {
      headers: { accept: "text/event-stream" },
      cache: "no-store",
      signal,
    });
  } catch {
    return { kind: "unreachable" };
  }
  if (!response.ok || !response.body) {
    void response.body?.cancel().catch(() => undefined);
    const seconds = Number(response.headers.get("retry-after"));
    const retryAfterMs = seconds > 0 ? seconds * 1_000 : null;
    return { kind: "refused", status: response.status, retryAfterMs };
  }
  let messages: StreamMessage[] = [];
  const parser = createParser({
    onEvent: ({ data }) => void messages.push(JSON.parse(data) as StreamMessage),
  });
  const decoder = new TextDecoder();
  const chunks = response.body.getReader();
  for (;;) {
    const chunk = await chunks.read().catch(() => null);
    if (signal.aborted || !chunk || chunk.done) return { kind: "ended" };
    parser.feed(decoder.decode(chunk.value, { stream: true }));
    if (messages.length === 0) continue;
    const arrived = messages;
    messages = [];
    onMessages(arrived);
  }
}
