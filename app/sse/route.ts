import { defineRoute } from "@/lib/api/route";
import { openSession } from "@/lib/mcp/sse";

export const GET = defineRoute({
  summary:
    "MCP for older ticket clients: opens an event stream that answers what is posted to /message",
  longLived: true,
  handle: ({ ctx, request, caller }) => openSession(ctx, request, caller),
});
