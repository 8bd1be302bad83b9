import {
  type AuthInfo,
  createMcpHandler,
  isLegacyRequest,
  type Server,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";
import type { Context } from "@/lib/core/context";
import { isShallow, NESTING_RULE } from "@/lib/core/json";
import { logger } from "@/lib/core/logger";
import type { Caller } from "@/lib/events/long-lived";
import { readText } from "@/lib/http/validate";
import { type Connection, connectionFor } from "./connection";
import { createServer } from "./server";
import { createWorkshopServer } from "./workshop";

const MAX_BODY_BYTES = 4 * 1024 * 1024;
const BOTH = "application/json, text/event-stream";

/** What of a request its server is made of. */
type Serving = AuthInfo & { extra: { make: () => Server } };

const handler = createMcpHandler(({ authInfo }) => (authInfo as Serving).extra.make(), {
  legacy: "reject",
  maxRequestBodySize: MAX_BODY_BYTES,
  onerror: (error) => logger.debug({ err: error }, "an MCP request was refused"),
});

/**
 * Serves one Streamable HTTP request, in the current revision, which is stateless, and in the 2025 revisions, without sessions, so that
 * any server process can answer any request. The answer is one JSON body, because no tool sends anything before its result.
 */
export function serveMcp(ctx: Context, request: Request, caller: Caller): Promise<Response> {
  return serve(ctx, request, caller, createServer);
}

/** The same with the workshop's tools. */
export function serveWorkshop(ctx: Context, request: Request, caller: Caller): Promise<Response> {
  const only21 = new URL(request.url).searchParams.get("tools") === "21";
  return serve(ctx, request, caller, (connection) => createWorkshopServer(connection, only21));
}

async function serve(
  ctx: Context,
  request: Request,
  caller: Caller,
  makeServer: (connection: Connection) => Server,
): Promise<Response> {
  const connection = await connectionFor(ctx, request, caller);
  const make = () => makeServer(connection);
  const authInfo: Serving = {
    token: "",
    clientId: connection.agent,
    scopes: [],
    extra: { make },
  };
  if (request.method !== "POST") {
    return new Response(null, { status: 405, headers: { allow: "POST" } });
  }
  const body = await readText(request);
  let parsedBody: unknown;
  try {
    parsedBody = JSON.parse(body);
  } catch {
    const error = { code: -32700, message: "Parse error: the body is not valid JSON" };
    return Response.json({ jsonrpc: "2.0", id: null, error }, { status: 400 });
  }
  if (!isShallow(parsedBody)) {
    const error = { code: -32600, message: `Invalid request: the body ${NESTING_RULE}` };
    return Response.json({ jsonrpc: "2.0", id: null, error }, { status: 400 });
  }
  const whole = new Request(request.url, { method: "POST", headers: accepting(request), body });
  if (!(await isLegacyRequest(whole, parsedBody))) {
    return handler.fetch(whole, { authInfo, parsedBody });
  }
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await make().connect(transport);
  return transport.handleRequest(whole, { parsedBody });
}

/** Adds the Accept types that the transport insists on: its answer is JSON anyway, so callers that do not accept streams are served too. */
function accepting(request: Request): Headers {
  const headers = new Headers(request.headers);
  headers.set("accept", BOTH);
  return headers;
}
