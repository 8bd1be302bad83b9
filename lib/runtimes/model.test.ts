import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { modelOf } from "./model";

beforeEach(() => vi.stubEnv("MODEL_DEFAULT", ""));
afterEach(() => vi.unstubAllEnvs());

test("an agent's override wins over its own model, that over the installation's", () => {
  vi.stubEnv("MODEL_DEFAULT", "installed");
  const own = { model: "own" };
  expect(modelOf({ config: { ...own, dispatchModel: "override" } }, "anthropic")).toBe("override");
  expect(modelOf({ config: own }, "anthropic")).toBe("own");
  expect(modelOf({ config: {} }, "anthropic")).toBe("installed");
});

test("a prefix that names the runtime itself is no part of the model", () => {
  expect(modelOf({ config: { model: "anthropic/claude-x" } }, "anthropic")).toBe("claude-x");
  expect(modelOf({ config: { model: "anthropic/claude-x" } }, "openai")).toBe("anthropic/claude-x");
  expect(modelOf({ config: { dispatchModel: "9router/cc/claude-opus-4-6" } }, "openai")).toBe(
    "9router/cc/claude-opus-4-6",
  );
  expect(modelOf({ config: { model: "openai/" } }, "openai")).toBe("openai/");
});

test("without any name anthropic has a default and openai has none", () => {
  expect(modelOf({ config: { model: " ", dispatchModel: 7 } }, "anthropic")).toMatch(/^claude-/);
  expect(modelOf({ config: {} }, "openai")).toBeNull();
});
