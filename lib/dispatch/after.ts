import { type Failure as EngineFailure, pauseAfter } from "@/lib/engine/terms";
import { type ErrorClass, isRetryable } from "@/lib/runtimes/runtime";

/** Why a dispatched run failed. */
export type Failure = EngineFailure<"empty_answer" | "invalid_output">;

/** What happens to the task after a failed run, and the comment to post on it. */
export type After =
  /** Try again later; `attempts` includes the attempt that just failed. */
  | { kind: "retry"; attempts: number; nextAttemptAt: Date; comment: string }
  | { kind: "fail"; attempts: number; comment: string }
  /** Wait until settings change, or until the runtime can be reached; no attempt is used up. */
  | { kind: "block"; code: "configuration" | "unavailable"; comment: string }
  /** Baton stopped; the task is dispatched again as if the run had never started. */
  | { kind: "again"; comment: string };

/**
 * Decides what follows a failed dispatch (domain.md, "Dispatch, review, recovery"): another attempt after a growing,
 * jittered pause, up to `most`. Configuration errors, work that never reached its runtime and Baton's own shutdown use up no attempt. A request that the provider
 * will never accept fails at once.
 */
export function afterFailure(
  failure: Failure,
  { before, most }: { before: number; most: number },
  now: Date,
  random?: () => number,
): After {
  const { errorClass } = failure;
  const error = failure.error.replaceAll("\u0000", "").toWellFormed();
  if (errorClass === "configuration") {
    return {
      kind: "block",
      code: "configuration",
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
  if (failure.isUnsent && isRetryable(errorClass as ErrorClass)) {
    return {
      kind: "block",
      code: "unavailable",
      comment: `Dispatch waits: ${sentence(error)} The work was not sent, so no attempt was used up; it goes on by itself when that is over.`,
    };
  }
  const attempts = before + 1;
  const count = `attempt ${attempts} of ${Math.max(attempts, most)}`;
  if (
    errorClass !== "empty_answer" &&
    errorClass !== "invalid_output" &&
    !isRetryable(errorClass)
  ) {
    return {
      kind: "fail",
      attempts,
      comment: `Dispatch failed (${count}): ${sentence(error)} Another attempt would end the same way, so the task has failed. Change it and retry.`,
    };
  }
  if (attempts >= most) {
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
    comment: `Dispatch failed (${count}): ${sentence(error)} Next try ${pause === 0 ? "now" : `in ${pauseInWords(pause)}, at ${clock(nextAttemptAt)} UTC`}.`,
  };
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** A pause as it is told to people. */
export function pauseInWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 90 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
}

const clock = (date: Date): string => date.toISOString().slice(11, 19);
