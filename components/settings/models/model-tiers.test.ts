import { expect, test } from "vitest";
import { tiersToWire } from "@/lib/runtimes/wire";
import { inputOf, placeholderOf, valuesOf } from "./model-tiers";

test("a form shows what is stored, and sends only what was changed", () => {
  const values = valuesOf(tiersToWire({ complex: "big", openai: { routine: "small" } }));
  expect(values).toMatchObject({ complex: "big", routine: "", "openai.routine": "small" });
  expect(inputOf({ complex: "", "openai.default": "mid" })).toEqual({
    complex: "",
    openai: { default: "mid" },
  });
});

test("an empty field shows what holds without it", () => {
  const tiers = tiersToWire({ routine: "small" });
  const values = valuesOf(tiers);
  expect(placeholderOf(tiers, values, "all", "complex")).toBe("Each runtime's own");
  expect(placeholderOf(tiers, values, "openai", "routine")).toBe("small");
  expect(placeholderOf(tiers, values, "openai", "complex")).toBe("The agent's own");
  expect(placeholderOf(tiers, values, "anthropic", "complex")).toMatch(/^claude-/);
});
