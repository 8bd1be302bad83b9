import { backoffMs } from "@/lib/core/backoff";
import type { RunResult } from "@/lib/runs/record";
import type { ErrorClass, RuntimeOutcome } from "@/lib/runtimes/runtime";

/** A run whose process died is free again after this long, whatever opened it. */
export const LEASE_MS = 30_000;
export const HEARTBEAT_MS = 10_000;

const BACKOFF = { firstMs: 10_000, factor: 3, maxMs: 10 * 60_000 };

/** What a run needs to be joined again, kept in `runs.details`. */
export interface RunDetails {
  /** The agent as its runtime calls it. */
  agent_id: string;
  /** A runtime that has no agent of that name takes its default one. */
  agent_optional?: boolean;
  /** Null for a run that needs no context of its own. */
  session_key: string | null;
  model_optional: boolean;
  /** ISO time after which the run is over, whatever its runtime says. */
  deadline_at: string;
  /** Of the settings it runs under: what refuses them makes the runtime unhealthy under these only. */
  fingerprint: string;
}

/** How a run came to nothing: what its runtime said, or what was wrong with its answer. */
export interface Failure<C extends string = string> {
  errorClass: ErrorClass | C;
  error: string;
  /** How long the provider asks to wait. */
  retryAfterMs: number | null;
}

/** How long to wait before the attempt after this one; `attempts` counts those that failed, this one included. */
export function pauseAfter(
  { errorClass, retryAfterMs }: Failure,
  attempts: number,
  random?: () => number,
): number {
  // A lost one has waited for its lease already.
  if (errorClass === "lost") return 0;
  return backoffMs(attempts, { ...BACKOFF, atLeastMs: retryAfterMs }, random);
}

/** What a run is closed with. */
export function resultOf(outcome: RuntimeOutcome, failure: Failure | null): RunResult {
  return {
    outcome: failure === null ? "succeeded" : runOutcome(failure),
    output: outcome.output === "" ? null : outcome.output,
    error: failure?.error ?? null,
    errorClass: failure?.errorClass ?? null,
    model: outcome.model,
    ...outcome.usage,
  };
}

function runOutcome({ errorClass }: Failure): RunResult["outcome"] {
  switch (errorClass) {
    case "timeout":
      return "timed_out";
    case "cancelled":
    case "refused":
    case "lost":
      return errorClass;
    default:
      return "failed";
  }
}
