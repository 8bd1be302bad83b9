import { describe, expect, it } from "vitest";
import type { TaskWire } from "@/lib/tasks/shapes";
import { needsAgent, refusalOf } from "./move-rules";

const task = (given: Partial<TaskWire>) =>
  ({ status: "inbox", review_required: true, assigned_to: null, ...given }) as TaskWire;

describe("refusalOf", () => {
  it("keeps work that needs review out of done until it is approved", () => {
    expect(refusalOf(task({ status: "in_progress", assigned_to: "forge" }), "done")).toMatch(
      /verdict/,
    );
    expect(refusalOf(task({ status: "review" }), "done")).toMatch(/approve/);
    expect(refusalOf(task({ status: "review", review_required: false }), "done")).toBeNull();
  });

  it("lets a finished task be reopened only", () => {
    expect(refusalOf(task({ status: "done" }), "in_progress")).toMatch(/reopen/i);
    expect(refusalOf(task({ status: "done" }), "assigned")).toBeNull();
  });

  it("does not refuse work without an agent: it asks for one", () => {
    expect(refusalOf(task({}), "in_progress")).toBeNull();
    expect(needsAgent(null, "in_progress")).toBe(true);
    expect(needsAgent("forge", "in_progress")).toBe(false);
  });
});
