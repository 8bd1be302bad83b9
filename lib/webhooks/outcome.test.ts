import { describe, expect, it } from "vitest";
import { DURABLE_TYPES } from "@/lib/events/types";
import { outcomeOf } from "./deliver";
import { filterOf, SUBSCRIBABLE, subscribedName, subscriptionProblem } from "./subscription";

const FAILED = { status: 500, error: "answered 500", excerpt: null, ms: 3 };
const START = new Date("2026-11-22T10:00:00Z");
const later = (ms: number) => new Date(START.getTime() + ms);
const HOUR = 3_600_000;

describe("the attempts at a message", () => {
  it("are made at once, after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h, and then given up", () => {
    let head = { attempt: 0, failing_since: null as Date | null, position: 1n };
    let now = START;
    const waited: number[] = [];
    for (;;) {
      const outcome = outcomeOf(head, 9n, FAILED, now);
      const { attempt, nextAttemptAt, failingSince } = outcome.head;
      head = { attempt, failing_since: failingSince, position: outcome.position };
      if (nextAttemptAt === null) {
        expect(outcome).toMatchObject({ state: "failed", position: 9n, disable: false });
        break;
      }
      expect(outcome).toMatchObject({ state: "retrying", position: 1n });
      waited.push(nextAttemptAt.getTime() - now.getTime());
      now = nextAttemptAt;
    }
    expect(waited).toEqual([5_000, 300_000, 1_800_000, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR]);
  });

  it("disable a webhook only after five days without one success", () => {
    const failing = (since: Date) => ({ attempt: 0, failing_since: since, position: 1n });
    expect(outcomeOf(failing(START), 2n, FAILED, later(119 * HOUR)).disable).toBe(false);
    expect(outcomeOf(failing(START), 2n, FAILED, later(120 * HOUR)).disable).toBe(true);
    const fine = { ...FAILED, status: 204, error: null };
    expect(outcomeOf(failing(START), 2n, fine, later(200 * HOUR))).toMatchObject({
      disable: false,
      position: 2n,
      head: { attempt: 0, nextAttemptAt: null, failingSince: null },
    });
  });

  it("leave the position alone for a message outside the order", () => {
    const head = { attempt: 0, failing_since: null, position: 7n };
    const fine = { ...FAILED, status: 200, error: null };
    expect(outcomeOf(head, null, fine, START)).toMatchObject({ state: "delivered", position: 7n });
    expect(outcomeOf(head, null, FAILED, START)).toMatchObject({ state: "queued", position: 7n });
  });
});

describe("a subscription", () => {
  const types = (...events: string[]) => filterOf({ events, projectId: null }).types;

  it("to everything leaves out what only admins may read, unless that is named too", () => {
    const open = [
      "task",
      "review",
      "run",
      "fan",
      "contest",
      "request",
      "steering",
      "agent",
      "profile",
      "store",
      "worker",
      "project",
      "schedule",
      "trigger",
      "workflow",
      "runtime",
      "limits",
      "message",
      "alert",
    ];
    expect(types("*")).toEqual(open);
    expect(types("*", "auth")).toContain("auth");
    expect(types("*", "auth")).not.toContain("settings");
  });

  it("takes every durable type, its category, and the names of Mission Control", () => {
    expect(DURABLE_TYPES.every((type) => SUBSCRIBABLE.includes(type))).toBe(true);
    expect(types("activity.task_created", "task.created", "agent")).toEqual([
      "task.created",
      "agent",
    ]);
    expect(subscribedName(["activity.task_created"], "task.created")).toBe("activity.task_created");
    expect(subscribedName(["*"], "task.created")).toBe("task.created");
    for (const word of ["run.output", "tasks", "", "activity.unknown", "toString"])
      expect(subscriptionProblem(word)).toMatch(
        /^names .*, which is no type of event: take \* for/,
      );
  });
});
