import { existsSync } from "node:fs";
import { describe } from "vitest";
import { closeLinks } from "@/lib/runtimes/openclaw/link";
import { startModelProvider } from "@/lib/testing/model-provider";
import { type GatewayWorld, openclawJourneys } from "@/lib/testing/openclaw-journeys";
import { startRealGateway } from "@/lib/testing/openclaw-real";
import { patternJourneys, type WorkerWorld } from "@/lib/testing/pattern-journeys";

/** Set by `npm run test:openclaw`. */
const bin = process.env.OPENCLAW_BIN;

describe.skipIf(!bin)("work through a real OpenClaw gateway", () => {
  openclawJourneys(realWorld, 60_000);
});

describe.skipIf(!bin)("the orchestration patterns with a real OpenClaw gateway", () => {
  patternJourneys(async () => workerWorld(await realWorld()), 60_000);
});

/** The agents alpha and beta as workers of the patterns. */
function workerWorld(world: GatewayWorld): WorkerWorld {
  return {
    runtime: "openclaw",
    environment: { OPENCLAW_GATEWAY_URL: world.url, OPENCLAW_GATEWAY_TOKEN: world.token },
    models: {
      own: "stub/stub-alpha",
      complex: "stub/stub-beta",
      routine: "stub/stub-alpha",
      override: "stub/stub-beta",
    },
    configOf: (name) => ({ openclawId: name === "scout" ? "alpha" : "beta" }),
    answer: world.answer,
    prompts: world.prompts,
    reset: world.reset,
    close: world.close,
  };
}

/** The gateway is real, the model behind it says what it is told to. */
async function realWorld(): Promise<GatewayWorld> {
  const provider = await startModelProvider();
  const gateway = await startRealGateway(bin as string, provider.url);
  const called = new Set<string>();
  return {
    url: gateway.url,
    token: gateway.token,
    answer: (reply) => {
      provider.otherwise = (request) => {
        const { leave, ...said } = reply(request.prompt);
        if (leave === undefined || called.has(leave)) return said;
        called.add(leave);
        return { text: "", calls: [{ id: "leave-1", name: "exec", input: { command: leave } }] };
      };
    },
    prompts: () =>
      provider.requests
        .filter((request) => request.protocol === "openai")
        .map((request) => request.prompt),
    ran: (command) => existsSync(command.replace("touch ", "")),
    asked: (count) => provider.calls(count),
    leave: gateway.stop,
    comeBack: gateway.start,
    reset: provider.reset,
    close: async () => {
      closeLinks();
      await gateway.close();
      await provider.close();
    },
  };
}
