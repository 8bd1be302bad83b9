import { z } from "zod";
import { defineRoute } from "@/lib/api/route";
import { byContentType } from "@/lib/http/answers";
import { ConnectionQuery } from "@/lib/mcp/connection";
import { openSession } from "@/lib/mcp/sse";

export const GET = defineRoute({
  id: "mcp.sse.open",
  summary:
    "MCP for older ticket clients: opens an event stream that answers what is posted to /message",
  query: ConnectionQuery,
  longLived: true,
  response: byContentType({ "text/event-stream": z.string() }),
  handle: ({ ctx, request, caller }) => openSession(ctx, request, caller),
});
