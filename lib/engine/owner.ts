import type { Context } from "@/lib/core/context";
import type { RunRow } from "@/lib/runs/wire";
import { markHealthy, markUnhealthy } from "@/lib/runtimes/health";
import type { RuntimeOutcome, RuntimeRequest } from "@/lib/runtimes/runtime";
import type { LiveRun } from "./live.sql";

/** A run that ended, as the process that worked on it knows it. */
export interface EndedRun {
  run: RunRow;
  /** This process is about to end: what was cancelled was cancelled for that. */
  isStopping?: boolean;
  /** The key its agent was given; it is not written down, wherever the agent repeats it. */
  secret?: string | null;
}

/**
 * What the room that opens runs of a trigger decides about them. The worker does the rest: it calls the runtime, streams,
 * renews the lease, tries again while the database is away, and recovery joins or ends what a dead process left behind.
 */
export interface RunOwner {
  trigger: RunRow["trigger"];
  /**
   * What goes on at its runtime is left there when the process stops in order, for the next to join. Otherwise it is ended,
   * and begun anew by the next.
   */
  outlivesProcess: boolean;
  /** The call of a run, from its row. */
  request(ctx: Context, live: LiveRun, isAttached: boolean): Promise<RuntimeRequest>;
  /**
   * Closes the run and does what follows, in one transaction. A run that others closed meanwhile changes nothing any more
   * but its tokens.
   */
  finish(ctx: Context, ended: EndedRun, outcome: RuntimeOutcome): Promise<unknown>;
}

/** Notes whether the runtime took the settings a run was made with. */
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
