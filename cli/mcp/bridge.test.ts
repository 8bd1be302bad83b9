import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { PassThrough } from "node:stream";
import { afterEach, describe, expect, it } from "vitest";
import { readSettings } from "../settings";
import { bridge } from "./bridge";
import type { Message } from "./message";
import { Retry } from "./retry";

type Handler = (message: Message, request: IncomingMessage, response: ServerResponse) => void;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** An MCP endpoint that does as the test says, on a loopback port. */
async function serve(
  handler: Handler,
  port = 0,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    handler(JSON.parse(text) as Message, request, response);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const close = async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  closers.push(close);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** A client at the pipes of the bridge. */
function client(url: string, env: Record<string, string> = {}, patienceMs = 3_000) {
  const input = new PassThrough();
  const lines: Message[] = [];
  const logged: string[] = [];
  let wake = (): void => undefined;
  const settings = readSettings({ url }, { MC_API_KEY: "mc_test", ...env });
  const ended = bridge(
    settings,
    {
      input,
      write: (line) => {
        expect(line).toMatch(/^[^\n]+\n$/);
        lines.push(JSON.parse(line));
        wake();
      },
      log: (line) => logged.push(line),
    },
    new Retry(patienceMs),
  );
  return {
    lines,
    logged,
    raw: (text: string) => input.write(text),
    send: (message: Omit<Message, "jsonrpc">) =>
      input.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`),
    async answers(count: number): Promise<Message[]> {
      while (lines.length < count) await new Promise<void>((resolve) => (wake = resolve));
      return lines;
    },
    async end() {
      input.end();
      await ended;
    },
  };
}

describe("the stdio bridge", () => {
  it("carries requests side by side and answers each under its id", async () => {
    const held: (() => void)[] = [];
    const { url } = await serve((message, _, response) => {
      const answer = () => json(response, { jsonrpc: "2.0", id: message.id, result: {} });
      if (message.method === "slow") held.push(answer);
      else answer();
    });
    const peer = client(url);
    peer.send({ id: 1, method: "slow" });
    peer.send({ id: "two", method: "quick" });
    expect(await peer.answers(1)).toMatchObject([{ id: "two" }]);
    held[0]?.();
    expect(await peer.answers(2)).toMatchObject([{ id: "two" }, { id: 1 }]);
    await peer.end();
  });

  it("says who calls, for which project and agent, and in the revision that was agreed on", async () => {
    const seen: IncomingMessage["headers"][] = [];
    const { url } = await serve((message, request, response) => {
      seen.push(request.headers);
      if (message.id === undefined) response.writeHead(202).end();
      else {
        response.setHeader("mcp-session-id", "s-1");
        json(response, {
          jsonrpc: "2.0",
          id: message.id,
          result: { protocolVersion: "2025-06-18" },
        });
      }
    });
    const peer = client(url, { MC_PROJECT: "myapp", MC_AGENT: "scout" });
    peer.send({ id: 1, method: "initialize", params: {} });
    await peer.answers(1);
    peer.send({ method: "notifications/initialized" });
    const _meta = { "io.modelcontextprotocol/protocolVersion": "2026-07-28" };
    peer.send({ id: 2, method: "tools/call", params: { name: "ticket_gét", _meta } });
    await peer.answers(2);
    await peer.end();
    expect(seen[0]).toMatchObject({
      authorization: "Bearer mc_test",
      "x-project": "myapp",
      "x-agent-name": "scout",
      accept: "application/json, text/event-stream",
    });
    expect(seen[0]).not.toHaveProperty("mcp-protocol-version");
    const notified = seen.find((headers) => headers["mcp-protocol-version"] === "2025-06-18");
    expect(notified).toMatchObject({ "mcp-session-id": "s-1" });
    expect(seen.find((headers) => headers["mcp-method"])).toMatchObject({
      "mcp-protocol-version": "2026-07-28",
      "mcp-method": "tools/call",
      "mcp-name": `=?base64?${Buffer.from("ticket_gét").toString("base64")}?=`,
    });
    expect(peer.lines).toHaveLength(2);
  });

  it("passes on what a stream of events holds, in order and as it comes", async () => {
    const { url } = await serve((message, _, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const progress = {
        jsonrpc: "2.0",
        method: "notifications/progress",
        params: { progress: 1 },
      };
      response.write(`: hello\n\nevent: message\ndata: ${JSON.stringify(progress)}\r\n\r\n`);
      const answer = JSON.stringify({ jsonrpc: "2.0", id: message.id, result: { text: "ü\n" } });
      response.write(`id: 7\ndata: ${answer.slice(0, 20)}`);
      setImmediate(() => response.end(`${answer.slice(20)}\n\n`));
    });
    const peer = client(url);
    peer.send({ id: 1, method: "tools/call" });
    expect(await peer.answers(2)).toMatchObject([
      { method: "notifications/progress" },
      { id: 1, result: { text: "ü\n" } },
    ]);
    await peer.end();
  });

  it("answers lines that are no message, and goes on", async () => {
    const { url } = await serve((message, _, response) =>
      json(response, { jsonrpc: "2.0", id: message.id, result: {} }),
    );
    const peer = client(url);
    peer.raw("not json\n\n{}\n");
    peer.send({ id: 1, method: "ping" });
    expect(await peer.answers(3)).toMatchObject([
      { id: null, error: { code: -32700 } },
      { id: null, error: { code: -32600 } },
      { id: 1, result: {} },
    ]);
    await peer.end();
  });

  it("turns a refusal into an error that says what to do", async () => {
    const problem = { status: 401, detail: "The API key was revoked", fix: "use another key" };
    const { url } = await serve((_, __, response) => json(response, problem, 401));
    const peer = client(url);
    peer.send({ id: 1, method: "initialize" });
    const [answer] = await peer.answers(1);
    expect(answer?.error).toEqual({
      code: -32000,
      message: "The API key was revoked; use another key",
    });
    peer.send({ method: "notifications/initialized" });
    await peer.end();
    expect(peer.lines).toHaveLength(1);
  });

  it("gives an error without an id to the request that caused it", async () => {
    const error = { code: -32020, message: "header mismatch" };
    const { url } = await serve((_, __, response) =>
      json(response, { jsonrpc: "2.0", id: null, error }, 400),
    );
    const peer = client(url);
    peer.send({ id: 5, method: "tools/list" });
    expect(await peer.answers(1)).toEqual([{ jsonrpc: "2.0", id: 5, error }]);
    await peer.end();
  });

  it("waits for a server that restarts, and says where it looked when none comes", async () => {
    const first = await serve((_, __, response) => response.destroy());
    await first.close();
    const peer = client(first.url, {}, 10_000);
    // Was never heard, so it may be sent again although it changes something.
    peer.send({ id: 1, method: "tools/call", params: { name: "ticket_claim" } });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await serve(
      (message, _, response) => json(response, { jsonrpc: "2.0", id: message.id, result: {} }),
      Number(new URL(first.url).port),
    );
    expect(await peer.answers(1)).toMatchObject([{ id: 1, result: {} }]);
    await peer.end();

    const lost = client("http://127.0.0.1:9", {}, 0);
    lost.send({ id: 1, method: "ping" });
    const [answer] = await lost.answers(1);
    expect(answer?.error?.message).toContain("Baton does not answer at http://127.0.0.1:9");
    expect(answer?.error?.message).toContain("MC_URL");
    await lost.end();
  });

  it("never repeats a call that may have been heard, unless it only reads", async () => {
    const calls: string[] = [];
    const { url } = await serve((message, _, response) => {
      const name = String(message.params?.name ?? message.method);
      calls.push(name);
      if (message.method === "tools/list") {
        const tools = [{ name: "ticket_get", annotations: { readOnlyHint: true } }];
        json(response, { jsonrpc: "2.0", id: message.id, result: { tools } });
      } else if (calls.filter((each) => each === name).length === 1) response.destroy();
      else json(response, { jsonrpc: "2.0", id: message.id, result: {} });
    });
    const peer = client(url);
    peer.send({ id: 1, method: "tools/list" });
    await peer.answers(1);
    peer.send({ id: 2, method: "tools/call", params: { name: "ticket_get" } });
    peer.send({ id: 3, method: "tools/call", params: { name: "ticket_claim" } });
    const answers = await peer.answers(3);
    expect(answers.find(({ id }) => id === 2)).toMatchObject({ result: {} });
    expect(answers.find(({ id }) => id === 3)).toMatchObject({ error: { code: -32000 } });
    expect(calls.filter((name) => name === "ticket_claim")).toHaveLength(1);
    await peer.end();
  });

  it("lets go of a request that the client cancels, without an answer", async () => {
    let gone = (): void => undefined;
    const left = new Promise<void>((resolve) => (gone = resolve));
    const { url } = await serve((message, request, response) => {
      if (message.id === undefined) response.writeHead(202).end();
      else request.socket.once("close", gone);
    });
    const peer = client(url);
    peer.send({ id: 1, method: "tools/call" });
    await new Promise((resolve) => setTimeout(resolve, 50));
    peer.send({ method: "notifications/cancelled", params: { requestId: 1 } });
    await left;
    await peer.end();
    expect(peer.lines).toEqual([]);
  });

  it("gives the last answers before it ends", async () => {
    const { url } = await serve((message, _, response) =>
      setTimeout(() => json(response, { jsonrpc: "2.0", id: message.id, result: {} }), 100),
    );
    const peer = client(url);
    peer.send({ id: 1, method: "ping" });
    await peer.end();
    expect(peer.lines).toMatchObject([{ id: 1 }]);
  });
});
