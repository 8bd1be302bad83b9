import { z } from "zod";
import { defineRoute } from "@/lib/api/route";
import { byContentType } from "@/lib/http/answers";
import { ConnectionQuery } from "@/lib/mcp/connection";
import { serveMcp } from "@/lib/mcp/http";

export const POST = defineRoute({
  id: "mcp.call",
  summary: "MCP over Streamable HTTP: the ticket tools, and questions to people",
  query: ConnectionQuery,
  rawBody: true,
  longLived: true,
  response: byContentType({ "application/json": z.unknown() }),
  handle: ({ ctx, request, caller }) => serveMcp(ctx, request, caller),
});

export const GET = defineRoute({
  id: "mcp.listen",
  summary: "Refused: the tools have nothing to say outside of answers",
  query: ConnectionQuery,
  longLived: true,
  response: byContentType({}),
  handle: ({ ctx, request, caller }) => serveMcp(ctx, request, caller),
});

export const DELETE = defineRoute({
  id: "mcp.end",
  summary: "Refused: there are no sessions to end",
  query: ConnectionQuery,
  rawBody: true,
  longLived: true,
  response: byContentType({}),
  handle: ({ ctx, request, caller }) => serveMcp(ctx, request, caller),
});
