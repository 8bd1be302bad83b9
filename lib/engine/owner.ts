import type { Context } from "@/lib/core/context";
import type { RunRow } from "@/lib/runs/wire";
import { markHealthy, markUnhealthy } from "@/lib/runtimes/health";
import type { Asking, RuntimeOutcome, RuntimeRequest } from "@/lib/runtimes/runtime";
import type { LiveRun } from "./live.sql";

/** A run that ended, with what the process that worked on it knows. */
export interface EndedRun {
  run: RunRow;
  /** This process is shutting down, so a cancelled run was cancelled because of that. */
  isStopping?: boolean;
  /** This was tried before, and nobody knows whether it was written. */
  isAgain?: boolean;
  /** The key given to its agent. It is removed from everything that is stored. */
  secret?: string | null;
}

/**
 * What the module that opens a kind of run decides about it. The worker does the rest: it calls the runtime, streams, renews
 * the lease and retries while the database is unreachable. Recovery joins or ends the runs of a dead process.
 */
export interface RunOwner {
  trigger: RunRow["trigger"];
  /**
   * Whether the run continues at its runtime when the process shuts down, for the next process to join. Otherwise it is
   * ended, and the next process starts it anew.
   */
  outlivesProcess: boolean;
  /** Whether people may say something to such a run while it works: it goes on with that after its turn, where its runtime can. */
  steers?: true;
  /** The request to the runtime for a run. */
  request(ctx: Context, live: LiveRun, isAttached: boolean): Promise<RuntimeRequest>;
  /**
   * Closes the run and does what follows, in one transaction. If the run was closed meanwhile, only its tokens are added.
   */
  finish(ctx: Context, ended: EndedRun, outcome: RuntimeOutcome): Promise<unknown>;
  /** Asks people what the model asks, and lets the run wait. Only where runs may ask. */
  park?(ctx: Context, ended: EndedRun, asking: Asking): Promise<unknown>;
}

/** Records whether the runtime accepted the settings that a run was started with. */
export async function noteSettings(
  ctx: Context,
  { runtime, details }: RunRow,
  outcome: RuntimeOutcome,
): Promise<void> {
  const fingerprint = String(details.fingerprint ?? "");
  if (outcome.status === "succeeded") await markHealthy(ctx, runtime, fingerprint);
  else if (outcome.errorClass === "configuration")
    await markUnhealthy(ctx, runtime, fingerprint, outcome.error);
}
