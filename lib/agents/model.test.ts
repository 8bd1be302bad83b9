import { expect, test } from "vitest";
import { modelOf, ownModelOf } from "./model";

const TIERS = { complex: null, routine: null, default: "installed" };

test("an agent's override wins over its own model, that over the installation's", () => {
  const own = { model: "own" };
  expect(modelOf({ config: { ...own, dispatchModel: "override" } }, "anthropic", TIERS)).toBe(
    "override",
  );
  expect(modelOf({ config: own }, "anthropic", TIERS)).toBe("own");
  expect(modelOf({ config: { model: " ", dispatchModel: 7 } }, "anthropic", TIERS)).toBe(
    "installed",
  );
  expect(modelOf({ config: {} }, "openai", { ...TIERS, default: null })).toBeNull();
});

test("a prefix that names the runtime itself is no part of the model", () => {
  const config = { model: "anthropic/claude-x" };
  expect(ownModelOf({ config }, "anthropic")).toBe("claude-x");
  expect(ownModelOf({ config }, "openai")).toBe("anthropic/claude-x");
  expect(ownModelOf({ config: { dispatchModel: "9router/cc/claude-opus-4-6" } }, "openai")).toBe(
    "9router/cc/claude-opus-4-6",
  );
  expect(ownModelOf({ config: { model: "openai/" } }, "openai")).toBe("openai/");
  expect(modelOf({ config: {} }, "openai", { ...TIERS, default: "openai/gpt-x" })).toBe("gpt-x");
  expect(ownModelOf({ config: { model: "openclaw/stub/stub-beta" } }, "openclaw")).toBe(
    "stub/stub-beta",
  );
});
