import { generateKeyPairSync } from "node:crypto";
import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { identityOf } from "@/lib/runtimes/openclaw/device";
import { closeLinks } from "@/lib/runtimes/openclaw/link";
import { openclawRuntime } from "@/lib/runtimes/openclaw/runtime";
import type { RuntimeRequest } from "@/lib/runtimes/runtime";
import type { Mode } from "@/lib/runtimes/settings";
import { type ModelProvider, startModelProvider } from "@/lib/testing/model-provider";
import { type RealGateway, startRealGateway } from "@/lib/testing/openclaw-real";
import { outcomeOf } from "@/lib/testing/openclaw-run";

const bin = process.env.OPENCLAW_BIN;
const device = identityOf(
  generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
);

describe.skipIf(!bin)("a real OpenClaw gateway", () => {
  let provider: ModelProvider;
  let gateway: RealGateway;
  let proxy: Relay;
  beforeAll(async () => {
    provider = await startModelProvider();
    gateway = await startRealGateway(bin as string, provider.url);
    proxy = await startRelay(gateway.url, ELSEWHERE);
  });
  afterAll(async () => {
    closeLinks();
    await proxy?.close();
    await gateway?.close();
    await provider.close();
  });
  beforeEach(() => {
    provider.reset();
    provider.otherwise = () => ({ text: "RESOLUTION: done" });
  });

  const runtime = (mode: Mode = "auto", baseUrl = gateway.url) =>
    openclawRuntime(
      {
        name: "openclaw",
        baseUrl,
        apiKey: gateway.token,
        isKeyUnreadable: false,
        source: { baseUrl: "setting", apiKey: "setting" },
        options: { mode, approvals: false },
      },
      device,
    );

  let runs = 0;
  const ask = (changes: Partial<RuntimeRequest> = {}): RuntimeRequest => ({
    key: `baton-run-${++runs}`,
    agentId: "alpha",
    sessionKey: `agent:alpha:baton-real-${runs}`,
    purpose: "task",
    model: null,
    system: "You are careful.",
    prompt: "Do it.",
    signal: new AbortController().signal,
    timeoutMs: 60_000,
    ...changes,
  });

  test("tells its version, agents and models", async () => {
    expect(await runtime().probe(AbortSignal.timeout(20_000))).toMatchObject({
      ok: true,
      version: expect.stringMatching(/^\d{4}\.\d+\.\d+/),
      agents: [
        { id: "alpha", model: "stub/stub-alpha" },
        { id: "beta", model: "stub/stub-alpha" },
      ],
      models: expect.arrayContaining(["stub/stub-alpha", "stub/stub-beta"]),
    });
  });

  test("gives the system prompt to the model, and streams the answer", async () => {
    provider.otherwise = () => ({ text: "One two three four five six seven." });
    const texts: string[] = [];
    for await (const event of runtime().start(ask()))
      if (event.type === "text") texts.push(event.text);
      else if (event.type === "outcome") expect(event.outcome.output).toBe(texts.join(""));
    expect(provider.requests[0]?.system).toContain("You are careful.");
  });

  test("judges in a bare call of the model", async () => {
    const judged = await outcomeOf(
      runtime().start(ask({ purpose: "judge", sessionKey: null, model: "stub/stub-beta" })),
    );
    expect(judged).toMatchObject({ status: "succeeded", model: "stub/stub-beta" });
    expect(provider.requests[0]?.prompt).toBe("You are careful.\n\nDo it.");
    expect(JSON.stringify(provider.requests[0]?.body)).not.toContain('"tools"');
  });

  test("is held to our deadline while it repeats a failing call, and stops", async () => {
    provider.otherwise = () => ({ status: 500, message: "broken" });
    const failed = await outcomeOf(runtime().start(ask({ timeoutMs: 4_000 })));
    expect(failed).toMatchObject({ status: "failed", errorClass: "timeout" });
    await expect
      .poll(
        async () => {
          const before = provider.requests.length;
          await new Promise((resolve) => setTimeout(resolve, 2_500));
          return provider.requests.length - before;
        },
        { timeout: 20_000 },
      )
      .toBe(0);
  });

  test("is joined again after a broken socket, with one turn and its whole answer", async () => {
    let finish = (): void => undefined;
    const until = new Promise<void>((resolve) => {
      finish = resolve;
    });
    provider.otherwise = () => ({ text: "RESOLUTION: after all", until });
    const relay = await startRelay(gateway.url);
    const ended = outcomeOf(runtime("websocket", relay.url).start(ask()));
    await provider.calls(1);
    relay.drop();
    finish();
    expect(await ended).toMatchObject({
      status: "succeeded",
      output: "RESOLUTION: after all",
      usage: { costUsd: expect.any(Number) },
    });
    expect(provider.requests).toHaveLength(1);
    await relay.close();
  });

  test("keeps what a run came to in its session, also over a restart", async () => {
    const request = ask();
    const ended = await outcomeOf(runtime().start(request));
    expect(ended).toMatchObject({ status: "succeeded" });
    await gateway.stop();
    await gateway.start();
    const { key, agentId, sessionKey } = request;
    const ref = { key, agentId, sessionKey, providerRunId: null };
    const joined = runtime().attach?.(request, ref);
    if (!joined) throw new Error("the runtime joins no runs");
    expect(await outcomeOf(joined)).toEqual(ended);
    expect(provider.requests).toHaveLength(1);
  });

  test("says what the provider refused", async () => {
    provider.otherwise = () => ({ status: 400, message: "unsupported parameter" });
    expect(await outcomeOf(runtime().start(ask()))).toMatchObject({
      status: "failed",
      errorClass: "invalid_request",
    });
  });

  test("is used over HTTP where the settings say so", async () => {
    expect(await runtime("http").probe(AbortSignal.timeout(20_000))).toMatchObject({
      ok: true,
      agents: expect.arrayContaining([expect.objectContaining({ id: "beta" })]),
    });
    const outcome = await outcomeOf(runtime("http").start(ask({ model: "stub/stub-beta" })));
    expect(outcome).toMatchObject({
      status: "succeeded",
      output: "RESOLUTION: done",
      usage: { tokensIn: expect.any(Number), tokensOut: expect.any(Number), costUsd: null },
    });
    expect(provider.requests[0]?.model).toBe("stub-beta");
    const unknown = await outcomeOf(runtime("http").start(ask({ agentId: "nobody" })));
    expect(unknown).toMatchObject({ errorClass: "configuration" });
  });

  test("takes us from elsewhere once our device is approved, with the command that we name", async () => {
    const { url } = proxy;
    const probe = await runtime("websocket", url).probe(AbortSignal.timeout(20_000));
    expect(probe).toMatchObject({ ok: false, errorClass: "configuration" });
    const [, requestId = ""] =
      /openclaw devices approve ([\w-]+)/.exec(probe.ok ? "" : probe.reason) ?? [];
    await gateway.command("devices", "approve", requestId);
    expect(await runtime("websocket", url).probe(AbortSignal.timeout(20_000))).toMatchObject({
      ok: true,
    });
    expect(await outcomeOf(runtime("websocket", url).start(ask()))).toMatchObject({
      status: "succeeded",
    });
  });
});

/** What a proxy that the gateway trusts says of a client on another machine. */
const ELSEWHERE = "X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: http\r\n";

interface Relay {
  url: string;
  /** Breaks every connection through it. */
  drop(): void;
  close(): Promise<void>;
}

/** Passes connections on, with the given headers added to the first request of each. */
async function startRelay(target: string, headers = ""): Promise<Relay> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    client.once("data", (head) => {
      const text = head.toString("latin1");
      const end = text.indexOf("\r\n") + 2;
      upstream.write(Buffer.from(text.slice(0, end) + headers + text.slice(end), "latin1"));
      client.pipe(upstream);
    });
    upstream.pipe(client);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        client.destroy();
        upstream.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    drop,
    close: async () => {
      drop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
