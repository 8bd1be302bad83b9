import { z } from "zod";
import { defineRoute } from "@/lib/api/route";
import { byContentType } from "@/lib/http/answers";
import { WorkshopQuery } from "@/lib/mcp/connection";
import { serveWorkshop } from "@/lib/mcp/http";

export const POST = defineRoute({
  id: "mcp.workshop",
  summary: "MCP over Streamable HTTP: the workshop's tools, to lead agents and keep the work board",
  query: WorkshopQuery,
  rawBody: true,
  longLived: true,
  response: byContentType({ "application/json": z.unknown() }),
  handle: ({ ctx, request, caller }) => serveWorkshop(ctx, request, caller),
});

export const GET = defineRoute({
  id: "mcp.workshop_listen",
  summary: "Refused: the workshop's tools have nothing to say outside of answers",
  query: WorkshopQuery,
  longLived: true,
  response: byContentType({}),
  handle: ({ ctx, request, caller }) => serveWorkshop(ctx, request, caller),
});

export const DELETE = defineRoute({
  id: "mcp.workshop_end",
  summary: "Refused: the workshop has no sessions to end",
  query: WorkshopQuery,
  rawBody: true,
  longLived: true,
  response: byContentType({}),
  handle: ({ ctx, request, caller }) => serveWorkshop(ctx, request, caller),
});
