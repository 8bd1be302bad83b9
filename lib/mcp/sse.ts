import { randomUUID } from "node:crypto";
import {
  type JSONRPCMessage,
  parseJSONRPCMessage,
  type Transport,
} from "@modelcontextprotocol/server";
import { callerOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { isShallow, NESTING_RULE } from "@/lib/core/json";
import { type Caller, type Ending, openLongLived, SLOW_READER } from "@/lib/events/long-lived";
import { everyKeepAlive, type Repeat, STREAM_HEADERS } from "@/lib/events/stream";
import { connectionFor } from "./connection";
import { createServer } from "./server";

const MAX_SESSIONS = 2_000;
/** A client is disconnected when this much is waiting to be read. */
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;

interface Session {
  /** The key that opened the session; messages with another key are refused. */
  owner: string;
  receive(message: JSONRPCMessage): void;
}

const singleton = globalThis as typeof globalThis & { __batonMcpSessions?: Map<string, Session> };
singleton.__batonMcpSessions ??= new Map();
const sessions = singleton.__batonMcpSessions;

/**
 * Opens a session of the transport before Streamable HTTP: an event stream whose first event names, relative to the server, where
 * messages are posted. A session lives in the process that opened it and ends with the stream: when the client leaves or stops
 * reading, when its key no longer counts, and when the server stops; a `closed` event says why. Fails with `rate_limited`
 * when the key has too many streams.
 */
export async function openSession(
  ctx: Context,
  request: Request,
  caller: Caller,
  repeat: Repeat = everyKeepAlive,
): Promise<Response> {
  const connection = await connectionFor(ctx, request, caller);
  if (sessions.size >= MAX_SESSIONS) return problem(503, -32000, "Too many open sessions");
  const id = randomUUID();
  const encoder = new TextEncoder();
  let endWith = (_: Ending): void => undefined;
  let close = (): void => undefined;
  const longLived = openLongLived("stream", caller, (why) => endWith(why));
  const body = new ReadableStream<Uint8Array>(
    {
      async start(controller) {
        let open = true;
        const write = (text: string): void => {
          if (!open) return;
          if ((controller.desiredSize ?? 0) <= 0) endWith(SLOW_READER);
          else controller.enqueue(encoder.encode(text));
        };
        const stopKeepAlive = repeat(() => {
          write(": keep-alive\n\n");
          void longLived.check();
        });
        const transport: Transport = {
          sessionId: id,
          start: async () => undefined,
          send: async (message) => write(`event: message\ndata: ${JSON.stringify(message)}\n\n`),
          close: async () => close(),
        };
        close = () => {
          if (!open) return;
          open = false;
          sessions.delete(id);
          longLived.release();
          stopKeepAlive();
          transport.onclose?.();
          try {
            controller.close();
          } catch {
            // The reader has disconnected already.
          }
        };
        endWith = (why) => {
          const frame = `event: closed\ndata: ${JSON.stringify(why)}\n\n`;
          if (open) controller.enqueue(encoder.encode(frame));
          close();
        };
        sessions.set(id, {
          owner: callerOf(ctx.actor),
          receive: (message) => transport.onmessage?.(message),
        });
        request.signal.addEventListener("abort", close, { once: true });
        await createServer(connection).connect(transport);
        write(`event: endpoint\ndata: /message?sessionId=${id}\n\n`);
      },
      cancel: () => close(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MAX_BUFFERED_BYTES }),
  );
  return new Response(body, { headers: STREAM_HEADERS });
}

/** Accepts a message for an open session with 202; the answer is sent on the session's stream. */
export async function receiveMessage(ctx: Context, request: Request): Promise<Response> {
  const id = new URL(request.url).searchParams.get("sessionId");
  if (!id) return problem(400, -32602, "Missing sessionId");
  const session = sessions.get(id);
  if (!session || session.owner !== callerOf(ctx.actor)) {
    return problem(400, -32602, "Invalid session ID");
  }
  let message: JSONRPCMessage;
  try {
    const given: unknown = await request.json();
    if (!isShallow(given)) return problem(400, -32600, `Invalid request: the body ${NESTING_RULE}`);
    message = parseJSONRPCMessage(given);
  } catch {
    return problem(400, -32700, "Parse error");
  }
  session.receive(message);
  return new Response(null, { status: 202 });
}

function problem(status: number, code: number, message: string): Response {
  return Response.json({ jsonrpc: "2.0", id: null, error: { code, message } }, { status });
}
