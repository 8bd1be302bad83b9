import { describe, expect, it } from "vitest";
import {
  allowedFrom,
  isAllowed,
  isOverride,
  isTerminal,
  OPEN,
  STATUSES,
  TRANSITIONS,
} from "./lifecycle";

describe("the lifecycle", () => {
  it("lets agents only along the table", () => {
    expect(allowedFrom("inbox")).toEqual(["assigned", "in_progress", "blocked", "cancelled"]);
    expect(isAllowed("inbox", "done")).toBe(false);
    expect(isAllowed("review", "in_progress")).toBe(false);
  });

  it("lets people move an open task to any open status, to done and to failed", () => {
    for (const from of OPEN) {
      for (const to of [...OPEN, "done", "failed", "cancelled"] as const) {
        if (from !== to) expect(isAllowed(from, to, "override"), `${from} to ${to}`).toBe(true);
      }
    }
  });

  it("lets nobody do more with a finished task than reopen it", () => {
    for (const from of STATUSES.filter(isTerminal)) {
      expect(allowedFrom(from).sort()).toEqual(["assigned", "inbox"]);
      expect(allowedFrom(from, "override").sort()).toEqual(["assigned", "inbox"]);
    }
  });

  it("tells a regular move from an override", () => {
    expect(isOverride("in_progress", "review")).toBe(false);
    expect(isOverride("assigned", "review")).toBe(true);
    expect(isOverride("done", "done")).toBe(false);
  });

  it("names who or what makes every move", () => {
    for (const rule of TRANSITIONS) expect(rule.by, `${rule.from} to ${rule.to}`).not.toBe("");
  });
});
