import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";

/** @typedef {{ id: string, etag: string }} Ticket */

/**
 * A real MCP client of the official SDK, as an agent has one: it speaks the current revision.
 * @param {{ port: number, apiKey: string }} installation
 * @param {string} agent
 */
export async function connectAgent({ port, apiKey }, agent) {
  const client = new Client(
    { name: "bench", version: "1.0.0" },
    { versionNegotiation: { mode: "auto" } },
  );
  const headers = { authorization: `Bearer ${apiKey}`, "x-agent-name": agent };
  const url = new URL(`http://127.0.0.1:${port}/api/mcp`);
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
  return {
    /** @param {string} tool @param {Record<string, unknown>} [args] @returns {Promise<string>} the first block's text */
    async call(tool, args = {}) {
      const { content } = await client.callTool({ name: tool, arguments: args });
      return content[0].text;
    },
    close: () => client.close(),
  };
}

/** The references of an answer's tickets. @param {string} toon */
export const idsIn = (toon) => [...toon.matchAll(/T\{id:([^,]+),/g)].map(([, id]) => id);

/** The etag of an answer's one ticket. @param {string} toon */
export const etagIn = (toon) => toon.match(/,ua:([^}]+)\}$/)?.[1];
