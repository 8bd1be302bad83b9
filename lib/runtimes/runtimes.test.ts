import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  type ModelProvider,
  type ScriptedAnswer,
  startModelProvider,
} from "@/lib/testing/model-provider";
import { anthropicRuntime } from "./anthropic";
import { openaiRuntime } from "./openai";
import type { RuntimeEvent, RuntimeOutcome, RuntimeRequest } from "./runtime";
import { settingsFrom } from "./settings";

let provider: ModelProvider;
/** An address where nothing listens. */
let nowhere: string;

beforeAll(async () => {
  provider = await startModelProvider();
  const gone = await startModelProvider();
  nowhere = gone.url;
  await gone.close();
});
afterAll(() => provider.close());
beforeEach(() => {
  provider.reset();
  for (const name of ["ANTHROPIC", "OPENAI"]) {
    vi.stubEnv(`${name}_BASE_URL`, provider.url);
    vi.stubEnv(`${name}_API_KEY`, "sk-secret");
  }
});
afterEach(() => vi.unstubAllEnvs());

const ask = (changes: Partial<RuntimeRequest> = {}): RuntimeRequest => ({
  key: "baton-run-1",
  agentId: "aegis",
  sessionKey: null,
  purpose: "task",
  model: "model-a",
  system: "You judge.",
  prompt: "Is it good? Grüße 👍",
  signal: new AbortController().signal,
  timeoutMs: 5_000,
  ...changes,
});

const made = {
  anthropic: () => anthropicRuntime(settingsFrom("anthropic", {})),
  openai: () => openaiRuntime(settingsFrom("openai", {})),
};

describe.each(["anthropic", "openai"] as const)("runtime %s", (name) => {
  const runtime = made[name];

  async function events(
    answer: ScriptedAnswer,
    changes: Partial<RuntimeRequest> = {},
  ): Promise<RuntimeEvent[]> {
    provider.script(answer);
    const all: RuntimeEvent[] = [];
    for await (const event of runtime().start(ask(changes))) all.push(event);
    expect(all.filter((event) => event.type === "outcome")).toHaveLength(1);
    return all;
  }

  async function outcome(
    answer: ScriptedAnswer,
    changes: Partial<RuntimeRequest> = {},
  ): Promise<RuntimeOutcome> {
    const last = (await events(answer, changes)).at(-1);
    if (last?.type !== "outcome" || last.outcome.status === "asks")
      throw new Error("the last event is no outcome");
    return last.outcome;
  }

  test.each([1, 3, 64, 10_000])(
    "streams an answer cut into pieces of %i bytes",
    async (chunkBytes) => {
      const text = "Schöne Grüße 👋, the work is done.";
      const all = await events({ text, chunkBytes });
      expect(all[0]).toMatchObject({
        type: "started",
        model: "model-a",
        providerRunId: expect.any(String),
      });
      expect(all.flatMap((event) => (event.type === "text" ? [event.text] : [])).join("")).toBe(
        text,
      );
      expect(all.at(-1)).toMatchObject({
        outcome: {
          status: "succeeded",
          output: text,
          model: "model-a",
          usage: { tokensIn: 321, tokensOut: 45, costUsd: null },
        },
      });
    },
  );

  test("sends model, system and prompt as the provider's protocol has them", async () => {
    await outcome({});
    const [request] = provider.requests;
    expect(request).toMatchObject({
      model: "model-a",
      system: "You judge.",
      prompt: "Is it good? Grüße 👍",
    });
    expect(request?.body.stream).toBe(true);
    if (name === "anthropic") {
      expect(request?.headers).toMatchObject({
        "x-api-key": "sk-secret",
        "anthropic-version": "2023-06-01",
      });
    } else {
      expect(request?.headers.authorization).toBe("Bearer sk-secret");
    }
  });

  test.each(["", "/", "/v1", "/v1/"])(
    "finds the provider with %j after its address",
    async (suffix) => {
      vi.stubEnv(`${name.toUpperCase()}_BASE_URL`, `${provider.url}${suffix}`);
      expect((await outcome({})).status).toBe("succeeded");
    },
  );

  test("knows no usage rather than zero when none is reported", async () => {
    const ended = await outcome({ usage: null });
    expect(ended).toMatchObject({ status: "succeeded" });
    expect(ended.usage.tokensOut).toBeNull();
    expect(ended.usage.tokensIn).toBeNull();
  });

  test("takes an answer in one piece from a proxy that does not stream", async () => {
    expect(await outcome({ text: "whole", whole: true })).toMatchObject({
      status: "succeeded",
      output: "whole",
    });
  });

  test.each([
    [401, "configuration"],
    [403, "configuration"],
    [404, "configuration"],
    [302, "configuration"],
    [400, "invalid_request"],
    [413, "invalid_request"],
    [429, "rate_limited"],
    [500, "provider"],
    [502, "provider"],
    [503, "overloaded"],
    [529, "overloaded"],
  ])("tells %i apart as %s", async (status, errorClass) => {
    const refused = await outcome({ status, message: "said the provider of sk-secret" });
    expect(refused).toMatchObject({ status: "failed", errorClass, retryAfterMs: null });
    expect((refused as { error: string }).error).toContain(`${status}: said the provider of [key]`);
  });

  test("passes on how long the provider asks to wait", async () => {
    expect(await outcome({ status: 429, retryAfterSeconds: 7 })).toMatchObject({
      retryAfterMs: 7_000,
    });
    expect(await outcome({ status: 529, retryAfterSeconds: 99_999 })).toMatchObject({
      retryAfterMs: 3_600_000,
    });
  });

  test("says of work that it was cut off, and leaves a verdict as it came", async () => {
    const stopReason = name === "anthropic" ? "max_tokens" : "length";
    const cut = await outcome({ text: "half of", stopReason });
    expect(cut).toMatchObject({
      status: "succeeded",
      output: expect.stringMatching(/^half of\n\n\[Cut off/),
    });
    const verdict = await outcome({ text: "half of", stopReason }, { purpose: "judge" });
    expect(verdict.output).toBe("half of");
  });

  test("calls a connection that breaks within the answer a network error and keeps what came", async () => {
    const broken = await outcome({ text: "half of the answer", dropAfter: 7 });
    expect(broken).toMatchObject({ status: "failed", errorClass: "network" });
    expect(broken.output.length).toBeLessThanOrEqual(7);
  });

  test("tells an error inside the stream by its kind", async () => {
    const streamError = { type: "overloaded_error", message: "Overloaded" };
    expect(await outcome({ text: "half", streamError })).toMatchObject({
      status: "failed",
      errorClass: "overloaded",
      error: expect.stringContaining("Overloaded"),
    });
  });

  test("gives up on a provider that does not begin, does not go on, or does not end", async () => {
    expect(await outcome({ hang: "before" }, { connectTimeoutMs: 60 })).toMatchObject({
      errorClass: "timeout",
    });
    expect(await outcome({ text: "half", hang: "after" }, { idleTimeoutMs: 60 })).toMatchObject({
      errorClass: "timeout",
    });
    expect(await outcome({ text: "half", hang: "after" }, { timeoutMs: 60 })).toMatchObject({
      errorClass: "timeout",
    });
  });

  test("ends at once when the caller aborts", async () => {
    const controller = new AbortController();
    const asked = provider.calls(1).then(() => controller.abort());
    const ended = await outcome({ hang: "before" }, { signal: controller.signal });
    await asked;
    expect(ended).toMatchObject({ status: "failed", errorClass: "cancelled" });
    expect(await outcome({}, { signal: AbortSignal.abort() })).toMatchObject({
      errorClass: "cancelled",
    });
  });

  test("says that nobody listens at the address", async () => {
    vi.stubEnv(`${name.toUpperCase()}_BASE_URL`, nowhere);
    const ended = await outcome({});
    expect(ended).toMatchObject({
      status: "failed",
      errorClass: "network",
      error: expect.stringMatching(/cannot be reached/),
    });
  });

  test("is configured by address and key, and its fingerprint follows both", async () => {
    const before = runtime().configured();
    expect(before).toMatchObject({ ok: true });
    vi.stubEnv(`${name.toUpperCase()}_API_KEY`, "another");
    expect(runtime().configured()).not.toEqual(before);
    vi.stubEnv(`${name.toUpperCase()}_API_KEY`, "");
    expect(runtime().configured()).toEqual({
      ok: false,
      reason: expect.stringContaining(`${name.toUpperCase()}_API_KEY is not set`),
    });
    vi.stubEnv(`${name.toUpperCase()}_BASE_URL`, "localhost:1234");
    expect(runtime().configured()).toMatchObject({
      ok: false,
      reason: expect.stringContaining("_BASE_URL"),
    });
  });

  test("probes without asking the model anything", async () => {
    expect(await runtime().probe(new AbortController().signal)).toMatchObject({ ok: true });
    expect(provider.requests.map((request) => request.protocol)).toEqual(["models"]);
    vi.stubEnv(`${name.toUpperCase()}_BASE_URL`, nowhere);
    expect(await runtime().probe(new AbortController().signal)).toMatchObject({
      ok: false,
      errorClass: "network",
    });
  });
});

test("openai passes on a cost that the provider reports", async () => {
  provider.script({ costUsd: 0.0123 });
  for await (const event of made.openai().start(ask())) {
    if (event.type === "outcome") expect(event.outcome.usage.costUsd).toBe(0.0123);
  }
});

test("a model that declines is a refusal, not an answer", async () => {
  provider.script({ text: "I cannot", stopReason: "refusal" });
  for await (const event of made.anthropic().start(ask())) {
    if (event.type === "outcome")
      expect(event.outcome).toMatchObject({ status: "failed", errorClass: "refused" });
  }
});
