import { createParser, type EventSourceMessage } from "eventsource-parser";
import { NotBaton, Refused, Unreachable } from "./failures";
import { pause, type Transport } from "./transport";

/** What an event stream says. */
export type Heard =
  /** Something that happened. Ephemeral events have no id: they are not kept, and nothing resumes after them. */
  | { kind: "event"; id: string | null; type: string; json: string }
  /** Events after `after` are no longer kept; the next one is the oldest that is. */
  | { kind: "gap"; after: string; message: string; json: string }
  /** The stream was read up to here, whatever passed the filter. */
  | { kind: "position"; id: string }
  | { kind: "connected"; id: string; again: boolean }
  | { kind: "lost"; message: string; retryInMs: number };

export interface FollowOptions {
  types?: string[];
  projectId?: number;
  taskId?: number;
  /** The last event that is known already; without it the stream begins now. */
  since?: string;
  signal: AbortSignal;
  /** How long silence may last; Baton gives a sign of life every 15 seconds. */
  silenceMs?: number;
  firstPauseMs?: number;
  /** How long to go on while Baton does not answer the first time, in milliseconds; 0 unless it is set. */
  patienceMs?: number;
}

const SILENCE_MS = 40_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Follows the event stream and resumes where it was after every interruption, however long. It ends when the signal aborts. Throws
 * `Refused` when Baton does not let the caller read, and `Unreachable` when it does not answer the first time, after its patience.
 */
export async function* followEvents(
  baton: Transport,
  options: FollowOptions,
): AsyncGenerator<Heard> {
  const { signal, firstPauseMs = FIRST_PAUSE_MS } = options;
  let position = options.since ?? null;
  let wasConnected = false;
  let failures = 0;
  const patientUntil = performance.now() + (options.patienceMs ?? 0);
  while (!signal.aborted) {
    let ended = "the stream ended";
    try {
      for await (const message of oneConnection(baton, options, position)) {
        const frame = readFrame(message);
        if (frame.type === "connected") {
          position ??= frame.id;
          yield { kind: "connected", id: position ?? "0", again: wasConnected };
          wasConnected = true;
          failures = 0;
        } else if (frame.type === "closed" || frame.type === "reset") {
          if (frame.reason === "history_removed") {
            const { message: why, json } = frame;
            yield { kind: "gap", after: position ?? "0", message: why, json };
          } else ended = frame.message;
        } else if (frame.type === "tick") {
          if (frame.id === null || isKnown(frame.id, position)) continue;
          position = frame.id;
          yield { kind: "position", id: frame.id };
        } else {
          if (frame.id !== null && isKnown(frame.id, position)) continue;
          yield { kind: "event", id: frame.id, type: frame.type, json: frame.json };
          position = frame.id ?? position;
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      const isPassing =
        error instanceof Unreachable || (error instanceof Refused && error.isPassing);
      if (!isPassing || (!wasConnected && performance.now() >= patientUntil)) throw error;
      ended = error.message;
    }
    if (signal.aborted) return;
    const retryInMs = Math.min(LONGEST_PAUSE_MS, firstPauseMs * 2 ** failures);
    failures++;
    yield { kind: "lost", message: ended, retryInMs };
    await pause(retryInMs, signal).catch(() => undefined);
  }
}

/** One connection, until it ends or falls silent. */
async function* oneConnection(
  baton: Transport,
  options: FollowOptions,
  position: string | null,
): AsyncGenerator<EventSourceMessage> {
  const { signal, types, projectId, taskId, silenceMs = SILENCE_MS } = options;
  const silent = new AbortController();
  const stop = () => silent.abort(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  let watch: ReturnType<typeof setTimeout> | undefined;
  const listen = () => {
    clearTimeout(watch);
    watch = setTimeout(
      () => silent.abort(new Unreachable(baton.connection.url, `silent for ${silenceMs} ms`)),
      silenceMs,
    );
  };
  try {
    const query = {
      types: types?.join(","),
      project_id: projectId,
      task_id: taskId,
      ticks: "true",
    };
    const headers: Record<string, string> = { accept: "text/event-stream" };
    if (position !== null) headers["last-event-id"] = position;
    const body = await baton.open("/api/events", { query }, { headers, signal: silent.signal });
    let heard: EventSourceMessage[] = [];
    const parser = createParser({ onEvent: (message) => heard.push(message) });
    const decoder = new TextDecoder();
    listen();
    for await (const chunk of piecesOf(body, silent.signal)) {
      // Whoever takes long over an event is not listening meanwhile, and the silence is theirs.
      clearTimeout(watch);
      parser.feed(decoder.decode(chunk, { stream: true }));
      yield* heard;
      heard = [];
      listen();
    }
    silent.signal.throwIfAborted();
  } catch (error) {
    if (silent.signal.reason instanceof Unreachable) throw silent.signal.reason;
    if (error instanceof Refused || error instanceof NotBaton || error instanceof Unreachable)
      throw error;
    throw new Unreachable(baton.connection.url, error);
  } finally {
    clearTimeout(watch);
    signal.removeEventListener("abort", stop);
    silent.abort();
  }
}

/**
 * What a stream brings, until it ends or the signal aborts. The reading is ended here as well: once its request was collected, Node no
 * longer passes the signal on, and the connection would stay open for as long as the process runs. Not every browser can iterate over a
 * stream.
 */
async function* piecesOf(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  const end = () => void reader.cancel(signal.reason).catch(() => undefined);
  signal.addEventListener("abort", end, { once: true });
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    signal.removeEventListener("abort", end);
    end();
  }
}

interface Frame {
  id: string | null;
  type: string;
  json: string;
  reason: string;
  message: string;
}

function readFrame({ id, data }: EventSourceMessage): Frame {
  const read = JSON.parse(data) as {
    type: string;
    data?: { reason?: string; message?: string } | null;
  };
  const { reason = "", message = reason } = read.data ?? {};
  return { id: id ?? null, type: read.type, json: data, reason, message };
}

/** Ids fit into a double: Baton's own are made so. */
const isKnown = (id: string, position: string | null): boolean =>
  position !== null && Number(id) <= Number(position);
