import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type ModelProvider,
  type ScriptedAnswer,
  startModelProvider,
} from "@/lib/testing/model-provider";
import { anthropicRuntime } from "./anthropic";
import { openaiRuntime } from "./openai";
import type { RuntimeEvent, RuntimeRequest } from "./runtime";
import { settingsFrom } from "./settings";

let provider: ModelProvider;
beforeAll(async () => {
  provider = await startModelProvider();
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

const made = {
  anthropic: () => anthropicRuntime(settingsFrom("anthropic", {})),
  openai: () => openaiRuntime(settingsFrom("openai", {})),
};
const QUESTION = { title: "Welche Grüße 👋?", options: ["a", "b"] };
const CALLS = [
  { id: "call_1", name: "ask_person", input: QUESTION },
  { id: "call_2", name: "ask_person", input: { title: "And why?" } },
];

describe.each(["anthropic", "openai"] as const)("a model of %s", (name) => {
  async function outcome(answer: ScriptedAnswer, changes: Partial<RuntimeRequest> = {}) {
    provider.script(answer);
    const request: RuntimeRequest = {
      key: "baton-run-1",
      agentId: "scout",
      sessionKey: null,
      purpose: "task",
      model: "model-a",
      system: "You work.",
      prompt: "Do it.",
      mayAsk: true,
      signal: new AbortController().signal,
      timeoutMs: 5_000,
      ...changes,
    };
    const events: RuntimeEvent[] = [];
    for await (const event of made[name]().start(request)) events.push(event);
    const last = events.at(-1);
    if (last?.type !== "outcome") throw new Error("the last event is no outcome");
    return last.outcome;
  }

  it.each([{ chunkBytes: 1 }, { chunkBytes: 64 }, { whole: true }])(
    "asks with its tool, and goes on with the answers as the tool's results (%j)",
    async (how) => {
      const asked = await outcome({ text: "Let me ask.", calls: CALLS, ...how });
      expect(asked).toMatchObject({
        status: "asks",
        output: "Let me ask.",
        usage: { tokensIn: 321, tokensOut: 45 },
        calls: CALLS,
      });
      if (asked.status !== "asks") throw new Error("it asked nothing");
      // As any process reads it from the database.
      const messages = JSON.parse(JSON.stringify(asked.conversation));
      const results = CALLS.map(({ id }) => ({ callId: id, text: `Ada answered ${id}` }));
      const done = await outcome({ text: "Done." }, { continued: { messages, results } });
      expect(done).toMatchObject({ status: "succeeded", output: "Done." });
      const [first, second] = provider.requests.map(({ body }) => body);
      expect(JSON.stringify(first?.tools)).toContain("ask_person");
      const sent = (second?.messages ?? []) as unknown[];
      expect(sent.slice(0, -2).concat(sent.slice(-2)).length).toBe(sent.length);
      const text = JSON.stringify(sent);
      for (const part of ["Do it.", "Let me ask.", "Welche Grüße 👋?", "Ada answered call_1"])
        expect(text).toContain(part);
      expect(text.indexOf("Ada answered call_2")).toBeGreaterThan(text.indexOf("And why?"));
    },
  );

  it("is asked without the tool when it may not ask, or knows none", async () => {
    await outcome({ text: "Done." }, { mayAsk: false });
    expect(provider.requests[0]?.body).not.toHaveProperty("tools");
    provider.reset();
    provider.script({ status: 400, message: "this model does not support tools" });
    expect(await outcome({ text: "Done without." })).toMatchObject({ output: "Done without." });
    expect(provider.requests.map(({ body }) => "tools" in body)).toEqual([true, false]);
  });

  it("fails when it calls a tool that there is not", async () => {
    const calls = [{ id: "call_1", name: "rm_rf", input: {} }];
    expect(await outcome({ calls })).toMatchObject({ status: "failed", errorClass: "protocol" });
  });
});
