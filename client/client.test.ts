import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { type Baton, connect } from "./client";
import { NotBaton, Refused, Unreachable } from "./failures";

/** A peer that answers as Baton, a proxy or something else does: what it says is the test. */
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

type Handle = (call: number, response: ServerResponse, request: IncomingMessage) => void;

async function peer(handle: Handle): Promise<Baton> {
  let calls = 0;
  const server = createServer((request, response) => handle(++calls, response, request));
  server.listen(0, "127.0.0.1");
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return connect({ url: `http://127.0.0.1:${port}`, key: "mc_x", agent: "scout" });
}

const json = (response: ServerResponse, status: number, body: unknown, headers = {}) =>
  response
    .writeHead(status, { "content-type": "application/json", ...headers })
    .end(JSON.stringify(body));

it("sends the key, the agent, the path's parts and the query, and returns the JSON", async () => {
  let seen: IncomingMessage | undefined;
  const baton = await peer((_, response, request) => {
    seen = request;
    json(response, 200, { task: { id: 7 } });
  });
  const { task } = await baton.call("tasks.read", { path: { id: "my app/7" } });
  expect(task.id).toBe(7);
  expect(seen?.url).toBe("/api/tasks/my%20app%2F7");
  expect(seen?.headers).toMatchObject({ authorization: "Bearer mc_x", "x-agent-name": "scout" });
  await baton.send("GET", "/api/tasks", { query: { status: "inbox,review", q: undefined } });
  expect(decodeURIComponent(seen?.url ?? "")).toBe("/api/tasks?status=inbox,review");
});

it("throws Baton's problem as it is", async () => {
  const problem = { code: "conflict", detail: "taken", fix: "use another name", request_id: "r1" };
  const baton = await peer((_, response) => json(response, 409, problem));
  const error = await baton.call("agents.list", {}).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Refused);
  expect(error).toMatchObject({ status: 409, code: "conflict", message: "taken", problem });
});

it("tells a proxy's refusal, and an answer that is not Baton's, from a problem", async () => {
  const baton = await peer((call, response) => {
    if (call === 1) response.writeHead(404, { "content-type": "text/html" }).end("<html>");
    else if (call === 2) response.end("hello");
    else response.writeHead(200, { "content-type": "application/json" }).end("{");
  });
  await expect(baton.call("agents.list", {})).rejects.toMatchObject({ code: "http_404" });
  await expect(baton.call("agents.list", {})).rejects.toBeInstanceOf(NotBaton);
  await expect(baton.call("agents.list", {})).rejects.toBeInstanceOf(NotBaton);
});

it("says where nobody answers, and does not try again by itself", async () => {
  let calls = 0;
  const baton = await peer((call, response) => {
    calls = call;
    response.destroy();
  });
  await expect(baton.call("agents.list", {})).rejects.toBeInstanceOf(Unreachable);
  expect(calls).toBe(1);
});

it("tries again after 429 and 503, not before Retry-After, and a POST with the same key", async () => {
  const keys: unknown[] = [];
  const at: number[] = [];
  const baton = await peer((call, response, request) => {
    keys.push(request.headers["idempotency-key"]);
    at.push(performance.now());
    if (call === 1) json(response, 429, { detail: "slowly" }, { "retry-after": "1" });
    else if (call === 2) json(response, 503, { detail: "starting" });
    else json(response, 201, { task: { id: 1 } });
  });
  await baton.call("tasks.create", { body: { title: "Once" } });
  expect(new Set(keys).size).toBe(1);
  expect(keys[0]).toMatch(/^\S{16,}$/);
  expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(999);
});

it("does not wait for a Retry-After that is longer than its patience", async () => {
  let calls = 0;
  const baton = await peer((call, response) => {
    calls = call;
    json(response, 429, { code: "rate_limited", detail: "later" }, { "retry-after": "900" });
  });
  await expect(baton.call("agents.list", {})).rejects.toMatchObject({ retryAfter: 900 });
  expect(calls).toBe(1);
});

it("sends what may arrive twice again while nobody answers", async () => {
  const baton = await peer((call, response) => {
    if (call < 3) response.destroy();
    else json(response, 200, { agents: [] });
  });
  expect(await baton.call("agents.list", {}, { again: true })).toEqual({ agents: [] });
});

it("gives up after its time limit, and at once when the caller does", async () => {
  const baton = await peer(() => undefined);
  await expect(baton.call("agents.list", {}, { timeoutMs: 20 })).rejects.toMatchObject({
    why: "no answer within 0.02 s",
  });
  const caller = new AbortController();
  const reason = new Error("enough");
  const waiting = baton.call("agents.list", {}, { signal: caller.signal });
  caller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
});
