import { expect, test } from "vitest";
import { tiersToWire } from "@/lib/runtimes/wire";
import { draftOf, inputOf, placeholderOf } from "./model-tiers";

test("a form gives back what it was given, and empty fields as what clears them", () => {
  const draft = draftOf(tiersToWire({ complex: "big", openai: { routine: "small" } }));
  expect(inputOf(draft)).toEqual({
    complex: "big",
    default: "",
    routine: "",
    anthropic: { complex: "", default: "", routine: "" },
    openai: { complex: "", default: "", routine: "small" },
    openclaw: { complex: "", default: "", routine: "" },
  });
});

test("an empty field shows what holds without it", () => {
  const tiers = tiersToWire({ routine: "small" });
  const draft = draftOf(tiers);
  expect(placeholderOf(tiers, draft, "all", "complex")).toBe("Each runtime's own");
  expect(placeholderOf(tiers, draft, "openai", "routine")).toBe("small");
  expect(placeholderOf(tiers, draft, "openai", "complex")).toBe("The agent's own");
  expect(placeholderOf(tiers, draft, "anthropic", "complex")).toMatch(/^claude-/);
});
