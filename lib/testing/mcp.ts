import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  Client,
  SSEClientTransport,
  StreamableHTTPClientTransport,
  type VersionNegotiationMode,
} from "@modelcontextprotocol/client";
import * as mcp from "@/app/api/mcp/route";
import * as workshop from "@/app/api/mcp/workshop/route";
import * as message from "@/app/message/route";
import * as sse from "@/app/sse/route";
import { createApiHost } from "@/lib/api/host";
import type { Database } from "@/lib/core/database";

const ADMIN_KEY = "mc_the-admin-key-of-the-tests";

export interface McpPeer {
  client: Client;
  /** Calls a tool and returns the text of its first block. */
  call(tool: string, args?: Record<string, unknown>): Promise<string>;
  /** The whole result, blocks and flags. */
  result(
    tool: string,
    args?: Record<string, unknown>,
  ): Promise<{
    content: { type: string; text: string }[];
    isError?: boolean;
    structuredContent?: unknown;
  }>;
}

export interface PeerOptions {
  /** The agent's name, as the header x-agent-name. */
  agent?: string;
  project?: string;
  key?: string;
  /** Which revision the client speaks: the one of 2026 or those of 2025; `sse` is the transport before them. */
  mode?: VersionNegotiationMode | "sse";
  /** Another endpoint than the tickets'. */
  path?: string;
}

export interface McpTestServer {
  url: string;
  connect(options?: PeerOptions): Promise<McpPeer>;
  close(): Promise<void>;
}

/** The MCP endpoints on a loopback port over the given database, and real clients of the official SDK to them. */
export async function startMcp(db: Database): Promise<McpTestServer> {
  process.env.MC_API_KEY = ADMIN_KEY;
  (globalThis as { __batonDatabase?: Database }).__batonDatabase = db;
  const serve = createApiHost({
    "/api/mcp": mcp,
    "/api/mcp/workshop": workshop,
    "/sse": sse,
    "/message": message,
  });
  const server = createServer(async (request, response) => {
    if (!(await serve(request, response))) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clients: Client[] = [];
  return {
    url,
    async connect(options = {}) {
      const peer = await connectTo(url, options);
      clients.push(peer.client);
      return peer;
    },
    async close() {
      await Promise.all(clients.map((client) => client.close()));
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A real MCP client of a running server. */
export async function connectTo(url: string, options: PeerOptions = {}): Promise<McpPeer> {
  const headers: Record<string, string> = {
    authorization: `Bearer ${options.key ?? ADMIN_KEY}`,
    ...(options.agent ? { "x-agent-name": options.agent } : {}),
    ...(options.project ? { "x-project": options.project } : {}),
  };
  const mode = options.mode ?? "auto";
  const client = new Client(
    { name: "baton-tests", version: "1.0.0" },
    mode === "sse" ? {} : { versionNegotiation: { mode } },
  );
  const requestInit = { headers };
  const transport =
    mode === "sse"
      ? new SSEClientTransport(new URL("/sse", url), { requestInit })
      : new StreamableHTTPClientTransport(new URL(options.path ?? "/api/mcp", url), {
          requestInit,
        });
  await client.connect(transport);
  const result: McpPeer["result"] = async (name, args = {}) =>
    (await client.callTool({ name, arguments: args })) as never;
  return {
    client,
    result,
    call: async (tool, args) => (await result(tool, args)).content[0]?.text ?? "",
  };
}
