import { describe, expect } from "vitest";
import { closeLinks } from "@/lib/runtimes/openclaw/link";
import { startFakeGateway } from "@/lib/testing/openclaw-gateway";
import { type GatewayWorld, openclawJourneys } from "@/lib/testing/openclaw-journeys";

describe("work through an OpenClaw gateway", () => {
  openclawJourneys(fakeWorld, 10_000);
});

async function fakeWorld(): Promise<GatewayWorld> {
  const gateway = await startFakeGateway();
  let before = 0;
  return {
    url: gateway.url,
    token: gateway.options.token,
    answer: (reply) => {
      gateway.runs.otherwise = (ask) => reply(ask.message);
    },
    prompts: () => gateway.asks.slice(before).map((ask) => ask.message),
    ran: () => gateway.runs.approvals.decisions.at(-1) === "allow-once",
    asked: (count) => gateway.runs.begun(before + count),
    leave: () => gateway.stop(),
    comeBack: async () => {
      gateway.runs.forget();
      await gateway.listen();
      gateway.runs.resumeInterrupted();
    },
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
