import { connectTool, disconnectTool, listConnections } from "@/lib/agents/connect";
import { Connect, Disconnect } from "@/lib/agents/schema";
import { ConnectionListResponse, ConnectResponse, DisconnectResponse } from "@/lib/agents/shapes";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "connections.list",
  summary: "List the tools that are connected",
  response: ConnectionListResponse,
  handle: async ({ ctx }) => ok({ connections: await listConnections(ctx) }),
});

export const POST = defineRoute({
  id: "connections.connect",
  summary: "Connect a tool as an agent",
  response: ConnectResponse,
  role: "operator",
  body: Connect,
  handle: async ({ ctx, body }) => {
    const { agent, connection } = await connectTool(ctx, body);
    const urls = {
      sse_url: "/api/events",
      heartbeat_url: `/api/agents/${agent.id}/heartbeat`,
      token_report_url: "/api/tokens",
    };
    const { connection_id } = connection;
    return ok({
      connection_id,
      agent_id: agent.id,
      agent_name: agent.name,
      status: "connected",
      ...urls,
    });
  },
});

export const DELETE = defineRoute({
  id: "connections.disconnect",
  summary: "Disconnect a tool: its agent goes offline",
  role: "operator",
  body: Disconnect,
  response: DisconnectResponse,
  handle: async ({ ctx, body }) => {
    await disconnectTool(ctx, body.connection_id);
    return ok({ status: "disconnected", connection_id: body.connection_id });
  },
});
