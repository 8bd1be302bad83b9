import { defineRoute } from "@/lib/api/route";
import { serveMcp } from "@/lib/mcp/http";

const spec = {
  summary: "MCP over Streamable HTTP: the ticket tools",
  longLived: true,
} as const;

export const POST = defineRoute({ ...spec, handle: ({ ctx, request }) => serveMcp(ctx, request) });
export const GET = defineRoute({ ...spec, handle: ({ ctx, request }) => serveMcp(ctx, request) });
export const DELETE = defineRoute({
  ...spec,
  handle: ({ ctx, request }) => serveMcp(ctx, request),
});
