import { describe, expect, it } from "vitest";
import { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import { readInput, refusalText, workshopTool } from "./tool";

const tool = workshopTool({
  name: "sample",
  title: "Sample",
  description: "A tool of this test",
  input: z.strictObject({
    id: z.string().min(1),
    priority: z.int().min(1).max(5).optional(),
    depends_on: z.array(z.string()).optional(),
    value: z.unknown().optional(),
  }),
  reads: true,
  run: async () => ({ text: "", data: {} }),
});

describe("the arguments of a tool", () => {
  it("are read as models write them", () => {
    const given = { id: 7, priority: "2", depends_on: "a, b", value: null };
    expect(readInput(tool, given)).toEqual({
      id: "7",
      priority: 2,
      depends_on: ["a", "b"],
      value: null,
    });
    expect(readInput(tool, { id: "x", depends_on: '["a"]', priority: null })).toEqual({
      id: "x",
      depends_on: ["a"],
    });
  });

  it("are refused with every field and the rule that it breaks", () => {
    expect(() => readInput(tool, { priority: 9, other: 1 })).toThrow(
      /id is required.*priority must be at most 5.*other is no argument of sample/,
    );
    for (const odd of [null, [], "text"])
      expect(() => readInput(tool, odd)).toThrow("must be an object");
  });
});

describe("a refusal", () => {
  it("is a sentence with what to do and the reference's term", () => {
    const full = new DomainError("at_capacity", "20 turns wait for impl", { fix: "wait" });
    expect(refusalText(full)).toBe("20 turns wait for impl: wait (queue_full)");
    const over = new DomainError("budget_exceeded", "No budget is left.");
    expect(refusalText(over)).toBe("No budget is left (budget_exceeded)");
    const moved = new DomainError("conflict", "auth is done", { reason: "invalid_transition" });
    expect(refusalText(moved)).toBe("auth is done (invalid_transition)");
  });
});
