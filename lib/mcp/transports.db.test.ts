import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actorOfKey, createApiKey, revokeApiKey } from "@/lib/auth/keys/keys";
import { newKey } from "@/lib/auth/keys/secrets";
import { systemActor } from "@/lib/core/actor";
import { createContext } from "@/lib/core/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { type McpTestServer, type PeerOptions, startMcp } from "@/lib/testing/mcp";
import { ticketOf, ticketsOf } from "@/lib/testing/toon";
import { openSession, receiveMessage } from "./sse";

let test: TestDatabase;
let server: McpTestServer;
beforeAll(async () => {
  test = await createTestDatabase();
  server = await startMcp(test.db);
});
afterAll(async () => {
  await server.close();
  await test.drop();
});

const ADMIN = { authorization: "Bearer mc_the-admin-key-of-the-tests" };
const JSON_RPC = {
  ...ADMIN,
  "content-type": "application/json",
  accept: "application/json, text/event-stream",
};
const post = (path: string, body: unknown, headers: Record<string, string> = JSON_RPC) =>
  fetch(`${server.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });

const TOOLS =
  "archive backlog board children claim comment create diagram get link list search update";
const QUESTIONS = "ask_person request_answer request_get request_list request_withdraw";

describe.each<[string, PeerOptions]>([
  ["the revision of 2026", { mode: { pin: "2026-07-28" } }],
  ["the revisions of 2025", { mode: "legacy" }],
  ["the event stream before them", { mode: "sse" }],
])("a client of %s", (_, options) => {
  it("lists the thirteen tools, those for questions and why with their schemas, and calls them", async () => {
    const { client, call, result } = await server.connect({ ...options, agent: "scout" });
    expect(client.getServerVersion()?.name).toBe("baton");
    expect(client.getInstructions()).toContain("ticket_backlog");
    const { tools } = await client.listTools();
    const tickets = TOOLS.split(" ").map((name) => `ticket_${name}`);
    expect(tools.map(({ name }) => name)).toEqual([...QUESTIONS.split(" "), ...tickets, "why"]);
    const create = tools.find(({ name }) => name === "ticket_create");
    expect(create?.inputSchema).toMatchObject({
      type: "object",
      required: ["title"],
      additionalProperties: false,
      properties: { priority: { enum: ["cr", "h", "m", "l"] }, exec_order: { type: "integer" } },
    });
    const reads = tools.filter(
      ({ name, annotations }) => name.startsWith("ticket_") && annotations?.readOnlyHint,
    );
    expect(reads.map(({ name }) => name.slice("ticket_".length)).join(" ")).toBe(
      "backlog board children diagram get list search",
    );
    const made = ticketOf(await call("ticket_create", { title: "Over the wire" }));
    expect(ticketOf(await call("ticket_claim", { id: made.id }))).toMatchObject({
      s: "ip",
      as: "scout",
    });
    const missing = await result("ticket_get", { id: "TASK-999" });
    expect(missing).toMatchObject({ isError: true });
    await expect(result("no_such_tool")).rejects.toThrow("not found");
  });
});

describe("the endpoint", () => {
  it("answers 405 to the session operations of 2025: every request stands for itself", async () => {
    for (const method of ["GET", "DELETE"]) {
      const response = await fetch(`${server.url}/api/mcp`, { method, headers: ADMIN });
      expect(response.status).toBe(405);
    }
  });

  it("takes API keys only, and refuses unknown ones", async () => {
    const ping = { jsonrpc: "2.0", id: 1, method: "tools/list" };
    const anonymous = { "content-type": JSON_RPC["content-type"], accept: JSON_RPC.accept };
    expect((await post("/api/mcp", ping, anonymous)).status).toBe(401);
    const wrong = { ...JSON_RPC, authorization: "Bearer mc_wrong" };
    expect((await post("/api/mcp", ping, wrong)).status).toBe(401);
    expect((await fetch(`${server.url}/sse`)).status).toBe(401);
    const foreignSite = {
      ...JSON_RPC,
      origin: "https://evil.example",
      "sec-fetch-site": "cross-site",
    };
    expect((await post("/api/mcp", ping, foreignSite)).status).toBe(403);
  });

  it("works in the project of the key, of the header or of the address, else in the default one", async () => {
    const project = await test.db.project.create({
      data: { name: "Second", slug: "second", prefix: "second" },
    });
    const list = {
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name: "ticket_create", arguments: { title: "x" } },
    };
    const text = async (response: Response) => JSON.stringify(await readAnswer(response));
    expect(await text(await post("/api/mcp", list))).toContain("id:TASK-");
    expect(await text(await post("/api/mcp?project=second", list))).toContain("id:second-");
    const header = { ...JSON_RPC, "x-project": "SECOND" };
    expect(await text(await post("/api/mcp", list, header))).toContain("id:second-");
    const unknown = { ...JSON_RPC, "x-project": "nowhere" };
    const refusal = await post("/api/mcp", list, unknown);
    expect(refusal.status).toBe(400);
    expect(await refusal.json()).toMatchObject({
      detail: 'x-project: there is no project "nowhere"',
      fix: "name one of TASK, second, create it (POST /api/projects), or leave x-project out",
    });
    expect((await post("/api/mcp?project=nowhere", list)).status).toBe(400);
    expect((await fetch(`${server.url}/sse`, { headers: unknown })).status).toBe(400);

    const { key, keyHash, keyPrefix } = newKey("user");
    await test.db.apiKey.create({
      data: {
        name: "second only",
        kind: "user",
        keyHash,
        keyPrefix,
        role: "operator",
        projectId: project.id,
        createdBy: "test",
      },
    });
    const limited = { ...JSON_RPC, authorization: `Bearer ${key}` };
    expect(await text(await post("/api/mcp", list, limited))).toContain("id:second-");
    const elsewhere = { ...limited, "x-project": "TASK" };
    const hidden = await post("/api/mcp", list, elsewhere);
    expect(hidden.status).toBe(400);
    expect(await hidden.json()).toMatchObject({
      detail: 'x-project: there is no project "TASK"',
      fix: "name one of second, create it (POST /api/projects), or leave x-project out",
    });
    const peer = await server.connect({ key });
    expect(
      ticketsOf(await peer.call("ticket_list")).every(({ id }) => id.startsWith("second-")),
    ).toBe(true);
  });

  it("answers broken messages as JSON-RPC errors", async () => {
    const broken = await fetch(`${server.url}/api/mcp`, {
      method: "POST",
      headers: JSON_RPC,
      body: "{",
    });
    expect(broken.status).toBe(400);
    expect(await broken.json()).toMatchObject({ jsonrpc: "2.0", error: { code: -32700 } });
  });
});

describe("the older transport", () => {
  it("names a relative endpoint, and closes it to everybody else", async () => {
    const hangUp = new AbortController();
    const stream = await fetch(`${server.url}/sse`, { headers: ADMIN, signal: hangUp.signal });
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
    const first = new TextDecoder().decode((await reader.read()).value);
    const path =
      first.match(/^event: endpoint\ndata: (\/message\?sessionId=[\w-]+)\n\n$/)?.[1] ?? "";
    expect(path).not.toBe("");
    const ping = { jsonrpc: "2.0", id: 1, method: "ping" };
    expect((await post("/message", ping)).status).toBe(400);
    expect((await post("/message?sessionId=nobody", ping)).status).toBe(400);
    const accepted = await post(path, ping);
    expect(accepted.status).toBe(202);
    expect(await accepted.text()).toBe("");
    const answer = new TextDecoder().decode((await reader.read()).value);
    expect(answer).toBe('event: message\ndata: {"result":{},"jsonrpc":"2.0","id":1}\n\n');
    expect(await (await post(path, { no: "message" })).json()).toMatchObject({
      error: { code: -32700, message: "Parse error" },
    });
    hangUp.abort();
    await expect.poll(async () => (await post(path, ping)).status).toBe(400);
  });

  /** A session whose reader is this test, with the keep-alives in its hand. */
  async function openHere(key: string) {
    const reauthenticate = () => actorOfKey(test.db, key, null, { fresh: true });
    const actor = await reauthenticate();
    const ctx = createContext(actor, test.db);
    let keepAlive = (): void => undefined;
    const repeat = (work: () => void) => {
      keepAlive = work;
      return () => undefined;
    };
    const request = new Request("http://baton.test/sse");
    const { body } = await openSession(ctx, request, { actor, reauthenticate }, repeat);
    const reader = (body as ReadableStream<Uint8Array>).getReader();
    const next = async () => new TextDecoder().decode((await reader.read()).value);
    const path = (await next()).match(/data: (\S+)/)?.[1] ?? "";
    const say = (message: unknown) =>
      receiveMessage(
        ctx,
        new Request(`http://baton.test${path}`, { method: "POST", body: JSON.stringify(message) }),
      );
    return { next, say, keepAlive: () => keepAlive() };
  }

  it("ends with the key it was opened with, and says why", async () => {
    const admin = createContext(systemActor("test"), test.db);
    const { key, row } = await createApiKey(admin, {
      name: "old client",
      kind: "user",
      role: "operator",
      scopes: [],
    });
    const session = await openHere(key);
    session.keepAlive();
    expect(await session.next()).toBe(": keep-alive\n\n");
    await revokeApiKey(admin, { id: row.id });
    session.keepAlive();
    let text = "";
    for (let part = await session.next(); part !== ""; part = await session.next()) text += part;
    expect(text).toMatch(
      /event: closed\ndata: \{"reason":"access_ended","message":"The API key was/,
    );
    expect((await session.say({ jsonrpc: "2.0", id: 1, method: "ping" })).status).toBe(400);
  });

  it("sends a client away that speaks and never reads", async () => {
    const session = await openHere("mc_the-admin-key-of-the-tests");
    let id = 0;
    const ask = () => session.say({ jsonrpc: "2.0", id: ++id, method: "tools/list", params: {} });
    await expect
      .poll(async () => (await Promise.all(Array.from({ length: 50 }, ask))).at(-1)?.status, {
        interval: 1,
        timeout: 25_000,
      })
      .toBe(400);
    let text = "";
    for (let part = await session.next(); part !== ""; part = await session.next()) text = part;
    expect(text).toContain('event: closed\ndata: {"reason":"slow_reader"');
  });
});

/** The result of a JSON-RPC answer, as JSON or as the one event of a stream. */
async function readAnswer(response: Response): Promise<unknown> {
  const body = await response.text();
  return JSON.parse(body.startsWith("{") ? body : (body.match(/^data: (.*)$/m)?.[1] ?? "null"));
}
