import path from "node:path";
import { Client, type VersionNegotiationMode } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { type McpTestServer, startMcp } from "@/lib/testing/mcp";
import { ticketOf } from "@/lib/testing/toon";

const LAUNCHER = path.resolve(import.meta.dirname, "../../scripts/mc-cli.cjs");

let test: TestDatabase;
let server: McpTestServer;
const clients: Client[] = [];
beforeAll(async () => {
  test = await createTestDatabase();
  server = await startMcp(test.db);
  await test.db.project.create({ data: { name: "My app", slug: "my-app", prefix: "myapp" } });
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
});
afterAll(async () => {
  await server?.close();
  await test?.drop();
});

/** What an MCP client does with `{"command": "node", "args": ["scripts/mc-cli.cjs", "mcp"]}`. */
async function connect(mode: VersionNegotiationMode, args: string[] = []) {
  const client = new Client({ name: "tests", version: "1" }, { versionNegotiation: { mode } });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [LAUNCHER, "mcp", ...args],
      env: { MC_URL: server.url, MC_API_KEY: "mc_the-admin-key-of-the-tests", MC_PROJECT: "myapp" },
      stderr: "ignore",
    }),
  );
  clients.push(client);
  const call = async (name: string, input: Record<string, unknown> = {}) => {
    const result = await client.callTool({ name, arguments: input });
    return (result.content as { text: string }[])[0]?.text ?? "";
  };
  return { client, call };
}

it.each<[string, VersionNegotiationMode]>([
  ["the revision of 2026", { pin: "2026-07-28" }],
  ["the revisions of 2025", "legacy"],
])("a client of %s works through its pipes", async (_, mode) => {
  const { client, call } = await connect(mode, ["--agent", "scout"]);
  expect(client.getServerVersion()?.name).toBe("baton");
  expect((await client.listTools()).tools.length).toBeGreaterThanOrEqual(13);
  const text = 'Fix "auth" [now]\tüé 😀';
  const made = ticketOf(await call("ticket_create", { title: text }));
  expect(made).toMatchObject({ t: text, s: "bk" });
  expect(made.id).toMatch(/^myapp-\d{3}$/);
  expect(ticketOf(await call("ticket_claim", { id: made.id }))).toMatchObject({
    s: "ip",
    as: "scout",
  });
  const many = await Promise.all(
    Array.from({ length: 20 }, (_, n) => call("ticket_create", { title: `At once ${n}` })),
  );
  expect(new Set(many.map((answer) => ticketOf(answer).id)).size).toBe(20);
});

it("says in the protocol what is wrong with the project", async () => {
  await expect(connect("legacy", ["--project", "nowhere"])).rejects.toThrow("nowhere");
});
