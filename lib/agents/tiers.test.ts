import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { tiersFrom } from "./tiers";

beforeEach(() => {
  for (const tier of ["COMPLEX", "ROUTINE", "DEFAULT"]) vi.stubEnv(`MODEL_${tier}`, "");
});
afterEach(() => vi.unstubAllEnvs());

test("a runtime's own setting wins over the one for all, that over the environment", () => {
  vi.stubEnv("MODEL_COMPLEX", "from-environment");
  expect(tiersFrom({}, "openai").complex).toBe("from-environment");
  expect(tiersFrom({ complex: "for-all" }, "openai").complex).toBe("for-all");
  const stored = { complex: "for-all", openai: { complex: "for-openai", routine: "small" } };
  expect(tiersFrom(stored, "openai")).toEqual({
    complex: "for-openai",
    routine: "small",
    default: null,
  });
  expect(tiersFrom(stored, "anthropic").complex).toBe("for-all");
});

test("only anthropic and the gateway know Claude's models without being told", () => {
  expect(tiersFrom({}, "anthropic").default).toMatch(/^claude-/);
  expect(tiersFrom({}, "openclaw").complex).toMatch(/^claude-/);
  expect(tiersFrom({}, "openclaw").default).toBeNull();
  expect(tiersFrom({}, "openai")).toEqual({ complex: null, routine: null, default: null });
});

test("an empty setting falls back to what is below it", () => {
  vi.stubEnv("MODEL_DEFAULT", "from-environment");
  expect(tiersFrom({ default: "", openai: { default: null } }, "openai").default).toBe(
    "from-environment",
  );
});
