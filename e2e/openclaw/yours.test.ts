import { generateKeyPairSync } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { identityOf } from "@/lib/runtimes/openclaw/device";
import { closeLinks } from "@/lib/runtimes/openclaw/link";
import { openclawRuntime } from "@/lib/runtimes/openclaw/runtime";
import type { Purpose } from "@/lib/runtimes/runtime";
import { settingsFrom } from "@/lib/runtimes/settings";
import { outcomeOf } from "@/lib/testing/openclaw-run";

const isGiven = Boolean(process.env.OPENCLAW_GATEWAY_URL && process.env.OPENCLAW_GATEWAY_TOKEN);

/** Two short calls of the gateway's own model, by its default agent; nothing is changed there but for a session. */
describe.skipIf(!isGiven)("the gateway of OPENCLAW_GATEWAY_URL", () => {
  const { privateKey } = generateKeyPairSync("ed25519");
  const device = identityOf(privateKey.export({ type: "pkcs8", format: "pem" }).toString());
  const runtime = openclawRuntime(settingsFrom("openclaw", {}), device);
  afterAll(closeLinks);

  test("tells its version, agents and models", async () => {
    const probe = await runtime.probe(AbortSignal.timeout(20_000));
    expect(probe).toMatchObject({ ok: true });
    expect(probe.ok && probe.agents.length).toBeGreaterThan(0);
  });

  test.each<Purpose>(["judge", "task"])("answers a call of purpose %s", async (purpose) => {
    const key = `baton-try-${purpose}-${Date.now()}`;
    const outcome = await outcomeOf(
      runtime.start({
        key,
        agentId: "",
        isAgentOptional: true,
        sessionKey: null,
        purpose,
        model: null,
        system: null,
        prompt: "Answer with the one word READY, and do nothing else.",
        signal: new AbortController().signal,
        timeoutMs: 120_000,
      }),
    );
    expect(outcome).toMatchObject({ status: "succeeded", output: expect.stringMatching(/ready/i) });
  });
});
