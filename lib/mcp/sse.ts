import { randomUUID } from "node:crypto";
import {
  type JSONRPCMessage,
  parseJSONRPCMessage,
  type Transport,
} from "@modelcontextprotocol/server";
import type { Actor } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { holdOpen } from "@/lib/events/stream";
import { connectionFor } from "./connection";
import { createServer } from "./server";

const KEEP_ALIVE_MS = 15_000;
const MAX_SESSIONS = 2_000;

interface Session {
  /** The key that opened it: nobody else may speak in it. */
  owner: string;
  receive(message: JSONRPCMessage): void;
}

const held = globalThis as typeof globalThis & { __batonMcpSessions?: Map<string, Session> };
held.__batonMcpSessions ??= new Map();
const sessions = held.__batonMcpSessions;

const ownerOf = (actor: Actor): string => ("keyId" in actor ? `key:${actor.keyId}` : actor.kind);

/**
 * Opens a session of the transport before Streamable HTTP: an event stream whose first event names, relative to the server, where
 * messages are posted. A session lives in the process that opened it and ends with the stream.
 */
export async function openSession(ctx: Context, request: Request): Promise<Response> {
  const connection = await connectionFor(ctx, request);
  if (sessions.size >= MAX_SESSIONS) return problem(503, -32000, "Too many open sessions");
  const id = randomUUID();
  const encoder = new TextEncoder();
  let close = (): void => undefined;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (text: string): void => controller.enqueue(encoder.encode(text));
      const keepAlive = setInterval(() => write(": keep-alive\n\n"), KEEP_ALIVE_MS);
      const transport: Transport = {
        sessionId: id,
        start: async () => undefined,
        send: async (message) => write(`event: message\ndata: ${JSON.stringify(message)}\n\n`),
        close: async () => close(),
      };
      const release = holdOpen(() => close());
      close = () => {
        if (!sessions.delete(id)) return;
        clearInterval(keepAlive);
        release();
        transport.onclose?.();
        try {
          controller.close();
        } catch {
          // The reader is gone already.
        }
      };
      sessions.set(id, {
        owner: ownerOf(ctx.actor),
        receive: (message) => transport.onmessage?.(message),
      });
      request.signal.addEventListener("abort", close, { once: true });
      await createServer(connection).connect(transport);
      write(`event: endpoint\ndata: /message?sessionId=${id}\n\n`);
    },
    cancel: () => close(),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      connection: "keep-alive",
      "x-accel-buffering": "no",
    },
  });
}

/** Takes a message for an open session: 202 and nothing else, the answer comes on the session's stream. */
export async function receiveMessage(ctx: Context, request: Request): Promise<Response> {
  const id = new URL(request.url).searchParams.get("sessionId");
  if (!id) return problem(400, -32602, "Missing sessionId");
  const session = sessions.get(id);
  if (!session || session.owner !== ownerOf(ctx.actor)) {
    return problem(400, -32602, "Invalid session ID");
  }
  let message: JSONRPCMessage;
  try {
    message = parseJSONRPCMessage(await request.json());
  } catch {
    return problem(400, -32700, "Parse error");
  }
  session.receive(message);
  return new Response(null, { status: 202 });
}

function problem(status: number, code: number, message: string): Response {
  return Response.json({ jsonrpc: "2.0", id: null, error: { code, message } }, { status });
}
