import { z } from "zod";
import { defineRoute } from "@/lib/api/route";
import { byContentType } from "@/lib/http/answers";
import { ConnectionQuery } from "@/lib/mcp/connection";
import { receiveMessage } from "@/lib/mcp/sse";

export const POST = defineRoute({
  id: "mcp.sse.send",
  summary: "MCP for older ticket clients: a message for an open /sse session",
  query: ConnectionQuery.extend({ sessionId: z.string().optional() }),
  rawBody: true,
  longLived: true,
  status: 202,
  response: byContentType({}),
  handle: ({ ctx, request }) => receiveMessage(ctx, request),
});
