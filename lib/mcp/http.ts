import { createMcpHandler } from "@modelcontextprotocol/server";
import type { Context } from "@/lib/core/context";
import { logger } from "@/lib/core/logger";
import { type Connection, connectionFor } from "./connection";
import { createServer } from "./server";

const MAX_BODY_BYTES = 4 * 1024 * 1024;

const handler = createMcpHandler(
  ({ authInfo }) => createServer(authInfo?.extra?.connection as Connection),
  {
    maxRequestBodySize: MAX_BODY_BYTES,
    onerror: (error) => logger.debug({ err: error }, "an MCP request was refused"),
  },
);

/**
 * Serves one Streamable HTTP request: the current revision, which is stateless, and clients of the 2025 revisions, each request
 * by itself. Any server process can answer any request.
 */
export async function serveMcp(ctx: Context, request: Request): Promise<Response> {
  const connection = await connectionFor(ctx, request);
  return handler.fetch(request, {
    authInfo: { token: "", clientId: connection.agent, scopes: [], extra: { connection } },
  });
}
