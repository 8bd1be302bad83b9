import { backoffMs } from "@/lib/core/backoff";
import type { RunResult } from "@/lib/runs/record";
import type { ErrorClass, RuntimeOutcome } from "@/lib/runtimes/runtime";

/** How long after its process died a run can be taken over, for every kind of run. */
export const BATON_RUN_LEASE_MS = 30_000;
export const HEARTBEAT_MS = 10_000;

const BACKOFF = { firstMs: 10_000, factor: 3, maxMs: 10 * 60_000 };

/** What is needed to join a run again, stored in `runs.details`. */
export interface RunDetails {
  /** The agent's name at its runtime. */
  agent_id: string;
  /** A runtime without an agent of that name uses its default agent. */
  agent_optional?: boolean;
  /** Null for a run without a session. */
  session_key: string | null;
  model_optional: boolean;
  /** ISO time at which the run ends, even if the runtime still works on it. */
  deadline_at: string;
  /** The fingerprint of the settings it runs with. A refusal marks the runtime unhealthy for these settings only. */
  fingerprint: string;
}

/** Why a run failed: the runtime's error, or what was wrong with its answer. */
export interface Failure<C extends string = string> {
  errorClass: ErrorClass | C;
  error: string;
  /** How long the provider asks to wait. */
  retryAfterMs: number | null;
  /** The work never reached the runtime. */
  isUnsent?: true;
}

/** How long to wait before the next attempt; `attempts` counts the failed ones, including the last. */
export function pauseAfter(
  { errorClass, retryAfterMs }: Failure,
  attempts: number,
  random?: () => number,
): number {
  // A lost run has already waited for its lease to run out.
  if (errorClass === "lost") return 0;
  return backoffMs(attempts, { ...BACKOFF, atLeastMs: retryAfterMs }, random);
}

/** The result to close a run with. */
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
