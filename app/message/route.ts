import { defineRoute } from "@/lib/api/route";
import { receiveMessage } from "@/lib/mcp/sse";

export const POST = defineRoute({
  summary: "MCP for older ticket clients: a message for an open /sse session",
  longLived: true,
  handle: ({ ctx, request }) => receiveMessage(ctx, request),
});
