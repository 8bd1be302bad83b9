import { describe, expect, it } from "vitest";
import { afterFailure, type Failure } from "./after";

const now = new Date("2026-11-20T12:00:00Z");
const failure = (
  errorClass: Failure["errorClass"],
  retryAfterMs: number | null = null,
): Failure => ({
  errorClass,
  error: "the provider answered 500",
  retryAfterMs,
});

const upTo = (before: number, most = 5) => ({ before, most });

describe("what follows a failed dispatch", () => {
  it("pauses longer each time, spread by a quarter each way, and gives up the fifth time", () => {
    const pauses = [0, 1, 2, 3].map((before) => {
      const bounds = [() => 0, () => 1].map((random) => {
        const after = afterFailure(failure("provider"), upTo(before), now, random);
        if (after.kind !== "retry") throw new Error(after.kind);
        expect(after.attempts).toBe(before + 1);
        return (after.nextAttemptAt.getTime() - now.getTime()) / 1000;
      });
      return bounds;
    });
    expect(pauses).toEqual([
      [7.5, 12.5],
      [22.5, 37.5],
      [67.5, 112.5],
      [202.5, 337.5],
    ]);
    expect(afterFailure(failure("provider"), upTo(4), now)).toMatchObject({
      kind: "fail",
      attempts: 5,
    });
  });

  it("says what happened, how often, and when it is tried next", () => {
    expect(afterFailure(failure("timeout"), upTo(1), now, () => 0.5).comment).toBe(
      "Dispatch failed (attempt 2 of 5): the provider answered 500. Next try in 30 seconds, at 12:00:30 UTC.",
    );
  });

  it("waits as long as the provider asks, when that is longer", () => {
    const after = afterFailure(failure("rate_limited", 120_000), upTo(0), now, () => 0.5);
    expect(after).toMatchObject({ kind: "retry", nextAttemptAt: new Date("2026-11-20T12:02:00Z") });
  });

  it("tries at once what was lost with its process: that has waited for its lease", () => {
    expect(afterFailure(failure("lost"), upTo(0), now)).toMatchObject({
      kind: "retry",
      nextAttemptAt: now,
    });
  });

  it.each(["invalid_request", "refused"] as const)(
    "does not repeat what would end the same way: %s",
    (kind) => {
      expect(afterFailure(failure(kind), upTo(0), now)).toMatchObject({
        kind: "fail",
        attempts: 1,
      });
    },
  );

  it("uses no attempt for work that never reached its runtime", () => {
    expect(afterFailure({ ...failure("network"), isUnsent: true }, upTo(4), now)).toMatchObject({
      kind: "block",
      code: "unavailable",
      comment: expect.stringContaining("no attempt was used up"),
    });
    expect(afterFailure(failure("network"), upTo(0), now).kind).toBe("retry");
  });

  it("uses no attempt for settings that are wrong, nor for a stop of our own", () => {
    expect(afterFailure(failure("configuration"), upTo(3), now).kind).toBe("block");
    expect(afterFailure(failure("cancelled"), upTo(3), now).kind).toBe("again");
  });
});
