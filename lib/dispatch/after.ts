import { type Failure as EngineFailure, pauseAfter } from "@/lib/engine/terms";
import { isRetryable } from "@/lib/runtimes/runtime";
import { LIMITS } from "@/lib/tasks/lifecycle";

/** How a dispatched run came to nothing. */
export type Failure = EngineFailure<"empty_answer">;

/** What becomes of the task, and the comment that says so. */
export type After =
  /** Its next attempt is later; `attempts` counts this one. */
  | { kind: "retry"; attempts: number; nextAttemptAt: Date; comment: string }
  | { kind: "fail"; attempts: number; comment: string }
  /** Settings have to change first: no attempt was used up. */
  | { kind: "hold"; comment: string }
  /** Baton stopped: it is dispatched again as if nothing had been. */
  | { kind: "again"; comment: string };

/**
 * What follows a failed dispatch (domain.md, "Dispatch, review, recovery"): another attempt after a growing, jittered pause,
 * five in all; configuration errors and Baton's own stop use none up; what the provider will never take fails at once.
 */
export function afterFailure(
  failure: Failure,
  attemptsBefore: number,
  now: Date,
  random?: () => number,
): After {
  const { errorClass } = failure;
  const error = failure.error.replaceAll("\u0000", "").toWellFormed();
  if (errorClass === "configuration") {
    return {
      kind: "hold",
      comment: `Dispatch waits: ${sentence(error)} No attempt was used up; it goes on by itself when that is put right.`,
    };
  }
  if (errorClass === "cancelled") {
    return {
      kind: "again",
      comment:
        "Baton was stopped while this was worked on. It is dispatched again; no attempt was used up.",
    };
  }
  const attempts = attemptsBefore + 1;
  const count = `attempt ${attempts} of ${LIMITS.dispatchAttempts}`;
  if (errorClass !== "empty_answer" && !isRetryable(errorClass)) {
    return {
      kind: "fail",
      attempts,
      comment: `Dispatch failed (${count}): ${sentence(error)} Another attempt would end the same way, so the task has failed. Change it and retry.`,
    };
  }
  if (attempts >= LIMITS.dispatchAttempts) {
    return {
      kind: "fail",
      attempts,
      comment: `Dispatch failed (${count}): ${sentence(error)} That was the last attempt; the task has failed.`,
    };
  }
  const pause = pauseAfter(failure, attempts, random);
  const nextAttemptAt = new Date(now.getTime() + pause);
  return {
    kind: "retry",
    attempts,
    nextAttemptAt,
    comment: `Dispatch failed (${count}): ${sentence(error)} Next try ${pause === 0 ? "now" : `${inWords(pause)}, at ${clock(nextAttemptAt)} UTC`}.`,
  };
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

function inWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 90) return `in ${seconds} seconds`;
  return `in ${Math.round(seconds / 60)} minutes`;
}

const clock = (date: Date): string => date.toISOString().slice(11, 19);
