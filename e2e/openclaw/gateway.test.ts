import { generateKeyPairSync } from "node:crypto";
import type { AddressInfo } from "node:net";
import { connect, createServer, type Server } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { identityOf } from "@/lib/runtimes/openclaw/device";
import { closeLinks } from "@/lib/runtimes/openclaw/link";
import { openclawRuntime } from "@/lib/runtimes/openclaw/runtime";
import { outcomeOf, type RuntimeRequest } from "@/lib/runtimes/runtime";
import type { Mode } from "@/lib/runtimes/settings";
import { type ModelProvider, startModelProvider } from "@/lib/testing/model-provider";
import { type RealGateway, startRealGateway } from "@/lib/testing/openclaw-real";

const bin = process.env.OPENCLAW_BIN;
const device = identityOf(
  generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
);

describe.skipIf(!bin)("a real OpenClaw gateway", () => {
  let provider: ModelProvider;
  let gateway: RealGateway;
  let proxy: Server;
  beforeAll(async () => {
    provider = await startModelProvider();
    gateway = await startRealGateway(bin as string, provider.url);
    proxy = await startProxy(gateway.url);
  });
  afterAll(async () => {
    closeLinks();
    proxy?.close();
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
        options: { mode },
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
    const url = `ws://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
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

/** A proxy that the gateway trusts, and that says its clients are elsewhere. */
async function startProxy(target: string): Promise<Server> {
  const { hostname, port } = new URL(target);
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    client.once("data", (head) => {
      const text = head.toString("latin1");
      const end = text.indexOf("\r\n") + 2;
      const from = "X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: http\r\n";
      upstream.write(Buffer.from(text.slice(0, end) + from + text.slice(end), "latin1"));
      client.pipe(upstream);
    });
    upstream.pipe(client);
    for (const socket of [client, upstream])
      socket.on("error", () => {
        client.destroy();
        upstream.destroy();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
