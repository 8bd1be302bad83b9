import { describe, expect } from "vitest";
import { closeLinks } from "@/lib/runtimes/openclaw/link";
import { startModelProvider } from "@/lib/testing/model-provider";
import { startFakeGateway } from "@/lib/testing/openclaw-gateway";
import { patternJourneys, type WorkerWorld } from "@/lib/testing/pattern-journeys";

describe("the orchestration patterns with a provider of models", () => {
  patternJourneys(providerWorld, 10_000);
});

describe("the orchestration patterns with an OpenClaw gateway", () => {
  patternJourneys(gatewayWorld, 10_000);
});

async function providerWorld(): Promise<WorkerWorld> {
  const provider = await startModelProvider();
  return {
    runtime: "anthropic",
    environment: { ANTHROPIC_BASE_URL: provider.url, ANTHROPIC_API_KEY: "sk-test" },
    models: {
      own: "model-own",
      complex: "model-opus",
      routine: "model-haiku",
      override: "9router/cc/claude-opus-4-6",
    },
    configOf: () => ({}),
    answer: (reply) => {
      provider.otherwise = (request) => reply(request.prompt);
    },
    prompts: () => provider.requests.map((request) => request.prompt),
    reset: provider.reset,
    close: provider.close,
  };
}

async function gatewayWorld(): Promise<WorkerWorld> {
  const gateway = await startFakeGateway();
  let before = 0;
  return {
    runtime: "openclaw",
    environment: {
      OPENCLAW_GATEWAY_URL: gateway.url,
      OPENCLAW_GATEWAY_TOKEN: gateway.options.token,
    },
    models: {
      own: "stub/stub-alpha",
      complex: "stub/stub-beta",
      routine: "stub/stub-alpha",
      override: "stub/stub-beta",
    },
    configOf: (name) => ({ openclawId: name === "scout" ? "alpha" : "beta" }),
    answer: (reply) => {
      gateway.runs.otherwise = (ask) => reply(ask.message);
    },
    prompts: () => gateway.asks.slice(before).map((ask) => ask.message),
    reset: () => {
      before = gateway.asks.length;
    },
    close: async () => {
      closeLinks();
      await gateway.stop();
      expect(gateway.violations).toEqual([]);
    },
  };
}
