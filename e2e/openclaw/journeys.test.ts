import { describe } from "vitest";
import { closeLinks } from "@/lib/runtimes/openclaw/link";
import { startModelProvider } from "@/lib/testing/model-provider";
import { type GatewayWorld, openclawJourneys } from "@/lib/testing/openclaw-journeys";
import { startRealGateway } from "@/lib/testing/openclaw-real";

/** Set by `npm run test:openclaw`. */
const bin = process.env.OPENCLAW_BIN;

describe.skipIf(!bin)("work through a real OpenClaw gateway", () => {
  openclawJourneys(realWorld, 60_000);
});

/** The gateway is real, the model behind it says what it is told to. */
async function realWorld(): Promise<GatewayWorld> {
  const provider = await startModelProvider();
  const gateway = await startRealGateway(bin as string, provider.url);
  return {
    url: gateway.url,
    token: gateway.token,
    answer: (reply) => {
      provider.otherwise = (request) => reply(request.prompt);
    },
    prompts: () =>
      provider.requests
        .filter((request) => request.protocol === "openai")
        .map((request) => request.prompt),
    asked: (count) => provider.calls(count),
    restart: gateway.restart,
    reset: provider.reset,
    close: async () => {
      closeLinks();
      await gateway.close();
      await provider.close();
    },
  };
}
