import { expect, test } from "vitest";
import type { RuntimeWire } from "@/lib/runtimes/shapes";
import { type FleetAgent, troubleOf, waitingWords } from "./runtime-trouble";

const runtimes = [
  {
    name: "anthropic",
    configured: false,
    health: { ok: false, reason: "ANTHROPIC_API_KEY is not set", retry_at: null },
  },
  { name: "openclaw", configured: true, health: { ok: false, reason: "no money", retry_at: 9 } },
  { name: "openai", health: { ok: true, reason: null, retry_at: null } },
] as RuntimeWire[];
const agent = (runtime: string, assigned = 0) =>
  ({ name: "ada", runtime, taskStats: { assigned } }) as unknown as FleetAgent;

test("an agent is in trouble when Baton calls it and its runtime cannot be called", () => {
  expect(troubleOf(agent("anthropic", 2), runtimes)).toEqual({
    reason: "ANTHROPIC_API_KEY is not set.",
    waiting: 2,
    retryAt: null,
  });
  expect(troubleOf(agent("openai", 2), runtimes)).toBeNull();
  expect(troubleOf(agent("pull", 2), runtimes)).toBeNull();
  expect(troubleOf(agent("anthropic"), undefined)).toBeNull();
  expect(troubleOf(agent("openclaw", 1), runtimes)).toMatchObject({ waiting: 1, retryAt: 9 });
  expect(troubleOf(agent("openclaw"), runtimes)).toBeNull();
});

test("what waits is counted in words", () => {
  const trouble = { reason: "", retryAt: null };
  expect([0, 1, 3].map((waiting) => waitingWords({ ...trouble, waiting }))).toEqual([
    null,
    "1 task waits",
    "3 tasks wait",
  ]);
});
