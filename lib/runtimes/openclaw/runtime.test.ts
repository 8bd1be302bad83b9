import { generateKeyPairSync } from "node:crypto";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type FakeGateway,
  type FakeGatewayOptions,
  startFakeGateway,
} from "@/lib/testing/openclaw-gateway";
import type { Play } from "@/lib/testing/openclaw-play";
import {
  DETACH,
  type RunRef,
  type RuntimeEvent,
  type RuntimeOutcome,
  type RuntimeRequest,
} from "../runtime";
import type { Mode, RuntimeSettings } from "../settings";
import { identityOf } from "./device";
import { closeLinks } from "./link";
import { openclawRuntime } from "./runtime";

const TOKEN = "gateway-token";
const device = identityOf(
  generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
);

/** The suffix of this installation's runs and sessions. */
const tag = device.deviceId.slice(0, 8);
const SESSION = `agent:alpha:baton-task-0001-${tag}`;

let gateway: FakeGateway;

beforeEach(async () => {
  gateway = await startFakeGateway({ token: TOKEN });
});
afterEach(async () => {
  closeLinks();
  await gateway.stop();
  expect(gateway.violations).toEqual([]);
});

/** A gateway with other settings than the usual one. */
async function given(options: FakeGatewayOptions): Promise<void> {
  await gateway.stop();
  gateway = await startFakeGateway({ token: TOKEN, ...options });
}

const settings = (
  changes: { mode?: Mode; approvals?: boolean; apiKey?: string | null; baseUrl?: string } = {},
): RuntimeSettings => ({
  name: "openclaw",
  baseUrl: changes.baseUrl ?? gateway.url,
  apiKey: changes.apiKey === undefined ? TOKEN : changes.apiKey,
  isKeyUnreadable: false,
  source: { baseUrl: "setting", apiKey: "setting" },
  options: { mode: changes.mode ?? "auto", approvals: changes.approvals ?? false },
});

const runtime = (changes: Parameters<typeof settings>[0] = {}) =>
  openclawRuntime(settings(changes), device);

const ask = (changes: Partial<RuntimeRequest> = {}): RuntimeRequest => ({
  key: "baton-run-1",
  agentId: "alpha",
  sessionKey: "agent:alpha:baton-task-0001",
  purpose: "task",
  model: null,
  system: "You are careful.",
  prompt: "Do it. Grüße 👍",
  signal: new AbortController().signal,
  timeoutMs: 10_000,
  ...changes,
});

const refOf = (request: RuntimeRequest): RunRef => ({
  ...request,
  providerRunId: `${request.key}-${tag}`,
});

async function all(events: AsyncIterable<RuntimeEvent>): Promise<RuntimeEvent[]> {
  const list: RuntimeEvent[] = [];
  for await (const event of events) list.push(event);
  expect(list.filter((event) => event.type === "outcome")).toHaveLength(1);
  expect(list.at(-1)?.type).toBe("outcome");
  expect(JSON.stringify(list)).not.toContain(TOKEN);
  return list;
}

async function outcome(events: AsyncIterable<RuntimeEvent>): Promise<RuntimeOutcome> {
  const last = (await all(events)).at(-1);
  if (last?.type !== "outcome" || last.outcome.status === "asks")
    throw new Error("the last event is no outcome");
  return last.outcome;
}

function play(answer: Play, changes: Partial<RuntimeRequest> = {}): Promise<RuntimeOutcome> {
  gateway.script(answer);
  return outcome(runtime().start(ask(changes)));
}

const method = (name: string) => gateway.received.filter((frame) => frame.method === name);

describe("a turn over the WebSocket", () => {
  test("tells what the agent says while it works, what it came to, its tokens, its cost", async () => {
    gateway.script({ text: "RESOLUTION: it is done.", chunk: 5, costUsd: 0.0123 });
    const list = await all(runtime().start(ask()));
    expect(list[0]).toEqual({ type: "started", providerRunId: `baton-run-1-${tag}`, model: null });
    expect(list.flatMap((event) => (event.type === "text" ? [event.text] : [])).join("")).toBe(
      "RESOLUTION: it is done.",
    );
    expect(list.at(-1)).toEqual({
      type: "outcome",
      outcome: {
        status: "succeeded",
        output: "RESOLUTION: it is done.",
        model: "stub/stub-alpha",
        usage: { tokensIn: 4233, tokensOut: 10, costUsd: 0.0123 },
        stopReason: "stop",
      },
    });
  });

  test("gives each task a session of its own and keeps the system prompt out of the message", async () => {
    await play({}, { sessionKey: "agent:ALPHA:baton-Task-0001" });
    expect(method("agent")[0]?.params).toEqual({
      message: "Do it. Grüße 👍",
      agentId: "alpha",
      sessionKey: SESSION,
      idempotencyKey: `baton-run-1-${tag}`,
      timeout: 10,
      deliver: false,
      extraSystemPrompt: "You are careful.",
    });
  });

  test("asks for a verdict as a bare call of the model, with the system prompt before the question", async () => {
    await play({}, { purpose: "judge", sessionKey: null });
    expect(method("agent")[0]?.params).toMatchObject({
      modelRun: true,
      message: "You are careful.\n\nDo it. Grüße 👍",
      sessionKey: `agent:alpha:baton-run-1-${tag}`,
    });
    expect(method("agent")[0]?.params).not.toHaveProperty("extraSystemPrompt");
  });

  test("passes on a prompt of 300 KB", async () => {
    const prompt = "ü".repeat(150_000);
    expect(await play({}, { prompt })).toMatchObject({ status: "succeeded" });
    expect(gateway.asks[0]?.message).toBe(prompt);
  });

  test("uses one connection for turns that run at the same time", async () => {
    const requests = [1, 2, 3, 4].map((id) =>
      ask({ key: `baton-run-${id}`, sessionKey: `agent:alpha:baton-${id}` }),
    );
    const ended = await Promise.all(requests.map((request) => outcome(runtime().start(request))));
    expect(ended.map(({ status }) => status)).toEqual(Array(4).fill("succeeded"));
    expect(method("connect")).toHaveLength(1);
  });

  test("takes the first answer when there are two", async () => {
    expect(await play({ text: "once", twice: true })).toMatchObject({ output: "once" });
  });

  test("finds an agent by its id or its name whatever their case", async () => {
    for (const agentId of ["alpha", "Alpha", "ALPHA"]) {
      const changes = { agentId, key: `baton-run-${agentId}` };
      expect(await play({}, changes)).toMatchObject({ status: "succeeded" });
    }
    expect(gateway.asks.map((each) => each.agentId)).toEqual(["alpha", "alpha", "alpha"]);
  });

  test("refuses an agent that the gateway does not have as configuration, and names those it has", async () => {
    const ended = await outcome(runtime().start(ask({ agentId: "nope" })));
    expect(ended).toMatchObject({
      status: "failed",
      errorClass: "configuration",
      error: expect.stringMatching(/no agent "nope".*alpha, beta.*openclawId/),
    });
    expect(gateway.asks).toEqual([]);
  });

  test("chooses a model through the task's session", async () => {
    for (const model of ["stub/stub-beta", "stub-beta"])
      await play({}, { model, key: `baton-run-${model}` });
    expect(gateway.asks.map((each) => each.model)).toEqual(["stub/stub-beta", "stub/stub-beta"]);
    expect(method("agent")[0]?.params).not.toHaveProperty("model");
  });

  test("refuses a model that the gateway does not offer, unless it is only a wish", async () => {
    const model = "claude-opus-5-5";
    expect(await outcome(runtime().start(ask({ model })))).toMatchObject({
      errorClass: "configuration",
      error: expect.stringMatching(/does not offer .*claude-opus-5-5.*stub\/stub-alpha/),
    });
    expect(await play({}, { model, isModelOptional: true })).toMatchObject({
      status: "succeeded",
      model: "stub/stub-alpha",
    });
    expect(method("sessions.patch")).toHaveLength(0);
  });
});

describe("a turn that fails", () => {
  test.each([
    [
      "⚠️ stub/stub-alpha request failed (authentication failed, HTTP 401). Re-authenticate the provider.",
      "configuration",
    ],
    [
      'Inline API key for provider "stub" is temporarily disabled after a provider auth/billing failure.',
      "configuration",
    ],
    ["LLM request failed: rate limit reached (HTTP 429)", "rate_limited"],
    ["The AI service is temporarily overloaded. Please try again.", "overloaded"],
    [
      "LLM request failed: provider rejected the request schema or tool payload.",
      "invalid_request",
    ],
    ["LLM request failed.", "provider"],
  ])("is told apart by what the gateway says: %s", async (failure, errorClass) => {
    const ended = await play({ failure });
    expect(ended).toMatchObject({ status: "failed", errorClass, output: "" });
    expect((ended as { error: string }).error).toContain(failure.slice(0, 40));
  });

  test("is none that succeeded because its error stands where the answer would", async () => {
    expect(await play({ errorPayload: "LLM request rate limited (HTTP 429)" })).toMatchObject({
      status: "failed",
      errorClass: "rate_limited",
      output: "",
    });
    expect(
      await play({ text: "half", errorPayload: "broken" }, { key: "baton-run-2" }),
    ).toMatchObject({
      status: "failed",
      errorClass: "provider",
      error: "broken",
      output: "half",
    });
  });

  test("by the gateway's own deadline is a timeout, and its sentence no answer", async () => {
    expect(await play({ timesOut: true })).toMatchObject({
      status: "failed",
      errorClass: "timeout",
      output: "",
    });
  });

  test("by our own deadline is stopped at the gateway", async () => {
    const ended = await play({ hang: true }, { timeoutMs: 120 });
    expect(ended).toMatchObject({ status: "failed", errorClass: "timeout" });
    await expect.poll(() => method("sessions.abort").length).toBe(1);
    expect(method("sessions.abort")[0]?.params).toEqual({
      key: SESSION,
      runId: `baton-run-1-${tag}`,
    });
  });

  test("is stopped at the gateway when the caller aborts, and left there when it only stops listening", async () => {
    for (const [reason, aborts] of [
      [undefined, 1],
      [DETACH, 1],
    ] as const) {
      const controller = new AbortController();
      const key = `baton-run-${String(reason)}`;
      gateway.script({ hang: true });
      const begun = gateway.runs.begun(gateway.asks.length + 1);
      const ended = outcome(
        runtime().start(ask({ key, signal: controller.signal, sessionKey: null })),
      );
      await begun;
      controller.abort(reason);
      expect(await ended).toMatchObject({ status: "failed", errorClass: "cancelled" });
      await expect.poll(() => method("sessions.abort").length).toBe(aborts);
    }
  });

  test("because a person stopped it at the gateway is cancelled", async () => {
    gateway.script({ hang: true });
    const ended = outcome(runtime().start(ask()));
    await gateway.runs.begun(1);
    gateway.runs.abort({ key: SESSION });
    expect(await ended).toMatchObject({ status: "failed", errorClass: "cancelled" });
  });

  test("goes on at the gateway when its reader goes away", async () => {
    let finish = (): void => undefined;
    gateway.script({ until: new Promise<void>((resolve) => (finish = resolve)) });
    for await (const event of runtime().start(ask())) if (event.type === "started") break;
    finish();
    const joined = await outcome(
      runtime().attach?.(ask(), refOf(ask())) as AsyncIterable<RuntimeEvent>,
    );
    expect(joined).toMatchObject({ status: "succeeded" });
    expect(gateway.asks).toHaveLength(1);
    expect(method("sessions.abort")).toHaveLength(0);
  });
});

describe("a connection that breaks", () => {
  test.each(["unheard", "accepted", "answered"] as const)(
    "when the turn is %s: the answer comes all the same, of one turn",
    async (drops) => {
      const ended = await play({ text: "the answer", drops });
      expect(ended).toMatchObject({
        status: "succeeded",
        output: "the answer".replace(
          "the answer",
          drops === "unheard" ? "RESOLUTION: done" : "the answer",
        ),
      });
      expect(gateway.asks).toHaveLength(1);
    },
  );

  test("and a gateway that was restarted: the turn it goes on with counts, and none is begun twice", async () => {
    gateway.script({ hang: true });
    const ended = outcome(runtime().start(ask()));
    await gateway.runs.begun(1);
    gateway.script({ text: "RESOLUTION: after the restart" });
    await gateway.restart();
    expect(await ended).toMatchObject({
      status: "succeeded",
      output: "RESOLUTION: after the restart",
    });
    expect(gateway.asks.map(({ message }) => message)).toEqual([
      "Do it. Grüße 👍",
      expect.stringContaining("interrupted"),
    ]);
    expect(method("agent")).toHaveLength(1);
  });

  test("again and again, under twenty turns: each is done once", async () => {
    let finish = (): void => undefined;
    const until = new Promise<void>((resolve) => {
      finish = resolve;
    });
    gateway.runs.otherwise = (each) => ({ until, text: `done: ${each.key}` });
    const keys = Array.from({ length: 20 }, (_, index) => `baton-run-${index}`);
    const requests = keys.map((key) => ask({ key, sessionKey: null }));
    const ended = Promise.all(requests.map((request) => outcome(runtime().start(request))));
    await gateway.runs.begun(20);
    for (let times = 1; times <= 3; times++) {
      gateway.drop();
      await expect.poll(() => method("connect").length, { timeout: 5_000 }).toBe(times + 1);
    }
    finish();
    expect((await ended).map(({ output }) => output)).toEqual(
      keys.map((key) => `done: ${key}-${tag}`),
    );
    expect(gateway.asks).toHaveLength(20);
  });

  test("and a gateway that dropped the turn: lost, not begun twice", async () => {
    gateway.script({ hang: true });
    const ended = outcome(runtime().start(ask()));
    await gateway.runs.begun(1);
    await gateway.restart({ resumes: false });
    // The session is no longer active.
    gateway.runs.session(SESSION).isInterrupted = false;
    expect(await ended).toMatchObject({ status: "failed", errorClass: "lost" });
    expect(method("agent")).toHaveLength(1);
  });

  test("and a verdict that leaves no trace in a session: lost after a restart", async () => {
    gateway.script({ hang: true });
    const ended = outcome(runtime().start(ask({ purpose: "judge", sessionKey: null })));
    await gateway.runs.begun(1);
    await gateway.restart();
    expect(await ended).toMatchObject({ status: "failed", errorClass: "lost" });
  });
});

describe("a run of an earlier process", () => {
  const join = (request: RuntimeRequest, ref: Partial<RunRef> = {}) =>
    runtime().attach?.(request, { ...refOf(request), ...ref }) as AsyncIterable<RuntimeEvent>;

  test("is joined while it works", async () => {
    let finish = (): void => undefined;
    gateway.script({ text: "late", until: new Promise<void>((resolve) => (finish = resolve)) });
    const controller = new AbortController();
    const first = outcome(runtime().start(ask({ signal: controller.signal })));
    await gateway.runs.begun(1);
    controller.abort(DETACH);
    await first;
    const joined = outcome(join(ask()));
    await expect.poll(() => method("chat.history").length).toBeGreaterThan(0);
    finish();
    expect(await joined).toMatchObject({
      status: "succeeded",
      output: "late",
      usage: { tokensIn: 4233, tokensOut: 10, costUsd: 0.004253 },
    });
    expect(gateway.asks).toHaveLength(1);
  });

  test("is read from the session's history when the gateway was restarted after its end", async () => {
    await play({ text: "kept in the session" });
    await gateway.restart();
    expect(await outcome(join(ask()))).toEqual({
      status: "succeeded",
      output: "kept in the session",
      model: "stub/stub-alpha",
      usage: { tokensIn: 4233, tokensOut: 10, costUsd: 0.004253 },
      stopReason: "stop",
    });
    expect(method("agent")).toHaveLength(1);
  });

  test("is told apart from a later attempt at the same task", async () => {
    await play({ text: "first" });
    await play({ text: "second" }, { key: "baton-run-2" });
    await gateway.restart();
    expect(await outcome(join(ask()))).toMatchObject({ output: "first" });
    expect(await outcome(join(ask({ key: "baton-run-2" })))).toMatchObject({ output: "second" });
  });

  test("that the gateway never heard of is lost, and not begun", async () => {
    expect(await outcome(join(ask()))).toMatchObject({ status: "failed", errorClass: "lost" });
    expect(method("agent")).toHaveLength(0);
  });

  test("is joined once the gateway is back, however long that takes", async () => {
    await play({ text: "kept in the session" });
    await gateway.stop();
    closeLinks();
    const joined = outcome(join(ask()));
    gateway.runs.forget();
    await gateway.listen();
    expect(await joined).toMatchObject({ status: "succeeded", output: "kept in the session" });
    expect(method("agent")).toHaveLength(1);
  });

  test("of another installation at the same gateway is not taken for ours", async () => {
    await play({ text: "ours" });
    const other = identityOf(
      generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    );
    gateway.script({ text: "theirs" });
    expect(await outcome(openclawRuntime(settings(), other).start(ask()))).toMatchObject({
      output: "theirs",
    });
    expect(new Set(gateway.asks.map((each) => each.sessionKey)).size).toBe(2);
  });

  test("over HTTP ended with its connection", async () => {
    expect(await outcome(join(ask(), { providerRunId: "chatcmpl-1" }))).toMatchObject({
      errorClass: "lost",
    });
  });

  test("is stopped from here, also where the gateway goes on with it under another id", async () => {
    gateway.script({ hang: true });
    const ended = outcome(runtime().start(ask()));
    await gateway.runs.begun(1);
    gateway.script({ hang: true });
    await gateway.restart();
    await gateway.runs.begun(2);
    await runtime().cancel?.(refOf(ask()));
    expect(await ended).toMatchObject({ status: "failed", errorClass: "cancelled" });
    await runtime().cancel?.(refOf(ask()));
    await runtime().cancel?.(refOf(ask({ key: "baton-run-9", agentId: "nobody" })));
  });

  test("is not taken for stopped while the gateway is out of reach, and is stopped once it is back", async () => {
    gateway.script({ hang: true });
    const controller = new AbortController();
    const left = outcome(runtime().start(ask({ signal: controller.signal })));
    await gateway.runs.begun(1);
    controller.abort(DETACH);
    await left;
    await gateway.stop();
    closeLinks();
    const unreachable = { name: "CallFailed", errorClass: "network" };
    await expect(runtime().cancel?.(refOf(ask()))).rejects.toMatchObject(unreachable);
    expect(gateway.runs.session(SESSION).status).toBe("running");
    await gateway.listen();
    await runtime().cancel?.(refOf(ask()));
    await expect.poll(() => gateway.runs.session(SESSION).status).toBe("killed");
  });

  test("is not looked for with a token that the gateway refuses", async () => {
    await runtime({ apiKey: "sk-wrong" }).cancel?.(refOf(ask()));
    expect(method("sessions.abort")).toHaveLength(0);
  });
});

describe("a gateway that is away", () => {
  test("is said to be so at once, also while runs wait for it to come back", async () => {
    gateway.script({ hang: true });
    const controller = new AbortController();
    const waiting = outcome(runtime().start(ask({ signal: controller.signal })));
    await gateway.runs.begun(1);
    await gateway.stop();
    for (let times = 0; times < 3; times++) {
      // The connection's end may be heard a moment after the gateway's.
      await expect
        .poll(() => runtime().probe(AbortSignal.timeout(10_000)))
        .toMatchObject({ ok: false, reason: expect.stringContaining("ECONNREFUSED") });
    }
    controller.abort(DETACH);
    await waiting;
    await gateway.listen();
  });

  test("is told apart from one that is silent", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => silent.once("listening", resolve));
    const baseUrl = `ws://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    expect(await runtime({ baseUrl }).probe(AbortSignal.timeout(10_000))).toMatchObject({
      ok: false,
      reason: "the gateway was not ready within 2 s",
    });
    closeLinks();
    silent.close();
  });

  test("is watched: a check says when it is gone, and when it is back", async () => {
    const watched = runtime().watch?.();
    expect(await watched?.check()).toEqual({ ok: true });
    await gateway.stop();
    await expect.poll(() => watched?.check()).toMatchObject({ ok: false, errorClass: "network" });
    await gateway.listen();
    expect(await watched?.check()).toEqual({ ok: true });
    watched?.end();
  });

  test("and takes another token when it is back: what it works on is left there, not begun again", async () => {
    gateway.script({ hang: true });
    const ended = outcome(runtime().start(ask()));
    await gateway.runs.begun(1);
    await gateway.stop();
    gateway.options.token = "another-token";
    await gateway.listen();
    expect(await ended).toMatchObject({ errorClass: "configuration", isLeft: true });
    gateway.runs.forget();
    gateway.script({ text: "RESOLUTION: after all" });
    gateway.runs.resumeInterrupted();
    const joined = runtime({ apiKey: "another-token" }).attach?.(ask(), refOf(ask()));
    expect(await outcome(joined as AsyncIterable<RuntimeEvent>)).toMatchObject({
      status: "succeeded",
      output: "RESOLUTION: after all",
    });
    expect(method("agent")).toHaveLength(1);
  });
});

describe("rights", () => {
  test("a wrong token is configuration, and is not repeated", async () => {
    const ended = await outcome(runtime({ apiKey: "sk-wrong" }).start(ask()));
    expect(ended).toMatchObject({
      errorClass: "configuration",
      error: expect.stringContaining("token"),
    });
    expect(JSON.stringify(ended)).not.toContain("sk-wrong");
    expect(await runtime({ apiKey: null }).probe(new AbortController().signal)).toMatchObject({
      ok: false,
      errorClass: "configuration",
    });
  });

  test("a gateway elsewhere asks to approve our device, and the sentence says how", async () => {
    await given({ isRemote: true });
    const probe = await runtime().probe(new AbortController().signal);
    expect(probe).toMatchObject({ ok: false, errorClass: "configuration" });
    const reason = probe.ok ? "" : probe.reason;
    const requestId = /openclaw devices approve ([0-9a-f-]{36})/.exec(reason)?.[1] ?? "";
    expect(reason).toContain(`request ${requestId}`);
    expect(await outcome(runtime().start(ask()))).toMatchObject({ errorClass: "configuration" });
    gateway.approve(requestId);
    expect(await runtime().probe(new AbortController().signal)).toMatchObject({ ok: true });
    expect(await play({})).toMatchObject({ status: "succeeded" });
  });

  test("a connection without scopes is none", async () => {
    await given({ scopes: [] });
    expect(await outcome(runtime().start(ask()))).toMatchObject({
      errorClass: "configuration",
      error: expect.stringContaining("operator.write"),
    });
    await given({ scopes: ["operator.read"] });
    expect(await outcome(runtime().start(ask()))).toMatchObject({
      error: expect.stringMatching(/no operator\.write:/),
    });
  });
});

describe("a gateway that is only open over HTTP, or not at all", () => {
  test.each(["http", "auto"] as const)("is used over HTTP in mode %s", async (mode) => {
    await given({ hasWebSocket: false });
    gateway.script({ text: "over HTTP" });
    const list = await all(runtime({ mode }).start(ask({ model: "stub/stub-beta" })));
    expect(list.at(-1)).toMatchObject({
      outcome: {
        status: "succeeded",
        output: "over HTTP",
        usage: { tokensIn: 5295, tokensOut: 5, costUsd: null },
      },
    });
    expect(gateway.asks).toEqual([
      expect.objectContaining({
        agentId: "alpha",
        sessionKey: SESSION,
        system: "You are careful.",
        model: "stub/stub-beta",
      }),
    ]);
    expect(await runtime({ mode }).probe(new AbortController().signal)).toMatchObject({
      ok: true,
      agents: expect.arrayContaining([{ id: "alpha", name: "alpha", model: null }]),
    });
  });

  test("knows over HTTP which agents there are, and whose token is wrong", async () => {
    await given({ hasWebSocket: false });
    expect(await outcome(runtime().start(ask({ agentId: "nope" })))).toMatchObject({
      errorClass: "configuration",
      error: expect.stringContaining('no agent "nope"'),
    });
    const wrong = await outcome(runtime({ apiKey: "sk-wrong", mode: "http" }).start(ask()));
    expect(wrong).toMatchObject({ errorClass: "configuration" });
    expect(JSON.stringify(wrong)).not.toContain("sk-wrong");
  });

  test("is not used over HTTP in mode websocket, and never when nothing listens", async () => {
    await given({ hasWebSocket: false });
    expect(await outcome(runtime({ mode: "websocket" }).start(ask()))).toMatchObject({
      errorClass: "network",
    });
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await new Promise((resolve) => server.close(resolve));
    for (const mode of ["auto", "websocket", "http"] as const) {
      expect(await outcome(runtime({ mode, baseUrl }).start(ask()))).toMatchObject({
        errorClass: "network",
        error: expect.stringContaining("ECONNREFUSED"),
        isUnsent: true,
      });
    }
  });

  test("says that its HTTP endpoint is off", async () => {
    await given({ hasHttp: false });
    expect(await runtime({ mode: "http" }).probe(new AbortController().signal)).toMatchObject({
      ok: false,
      errorClass: "configuration",
      reason: expect.stringContaining("gateway.http.endpoints.chatCompletions.enabled"),
    });
  });
});

test("a gateway that has only just been started is waited for", async () => {
  await given({ startsFor: 2 });
  expect(await play({})).toMatchObject({ status: "succeeded" });
});

test("a gateway that was taken out of the settings is configuration, also for a run that is open", async () => {
  const none = openclawRuntime({ ...settings({ baseUrl: "nowhere" }) }, null);
  const reason = { errorClass: "configuration", error: expect.stringContaining("address") };
  expect(await outcome(none.start(ask()))).toMatchObject(reason);
  const joined = none.attach?.(ask(), refOf(ask())) as AsyncIterable<RuntimeEvent>;
  expect(await outcome(joined)).toMatchObject(reason);
  await none.cancel?.(refOf(ask()));
});

test("a device that this installation's secret does not open is configuration, for runs, probes and open runs", async () => {
  await given({});
  const unreadable = openclawRuntime(settings(), null);
  const error = expect.stringContaining("cannot be read with its secret");
  expect(unreadable.configured()).toMatchObject({ ok: false, reason: error });
  expect(await outcome(unreadable.start(ask()))).toMatchObject({
    errorClass: "configuration",
    error,
  });
  expect(await unreadable.probe(new AbortController().signal)).toMatchObject({
    ok: false,
    errorClass: "configuration",
    reason: error,
  });
});

test("a probe tells the version, the agents and the models", async () => {
  expect(await runtime().probe(new AbortController().signal)).toEqual({
    ok: true,
    version: "2026.9.6",
    agents: [
      { id: "alpha", name: "Alpha", model: "stub/stub-alpha" },
      { id: "beta", name: "Beta", model: "stub/stub-alpha" },
    ],
    models: ["stub/stub-alpha", "stub/stub-beta"],
  });
});

test("a public address without encryption is refused before the token is sent", async () => {
  const probe = await runtime({ baseUrl: "ws://gateway.example.com:18789" }).probe(
    new AbortController().signal,
  );
  expect(probe).toMatchObject({
    ok: false,
    errorClass: "configuration",
    reason: expect.stringContaining("wss"),
  });
});
