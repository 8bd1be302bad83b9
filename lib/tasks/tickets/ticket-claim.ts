import { authorize } from "@/lib/auth/permissions";
import type { Context, TxContext } from "@/lib/core/context";
import { metrics } from "@/lib/core/metrics";
import { findRun } from "@/lib/runs/queries";
import { lockRow } from "@/lib/tasks/locks";
import { claimLocked } from "@/lib/tasks/queue/claim";
import { claimAlone } from "@/lib/tasks/queue/claim-alone.sql";
import { renewLease } from "@/lib/tasks/queue/lease";
import type { TaskRow } from "@/lib/tasks/row";
import type { TaskRef } from "@/lib/tasks/schema";

/** Who claims a ticket. `isNamed` is false for the name that all callers without one share: two of them are not one holder. */
export interface Claimer {
  agent: string;
  isNamed: boolean;
}

/**
 * Claims a ticket for an agent. An agent that holds it already gets it back with its lease renewed, so that a client that lost the
 * answer, or its context, can ask again. Otherwise fails as `claimTask` does.
 */
export async function claimTicket(ctx: Context, ref: TaskRef, claimer: Claimer): Promise<TaskRow> {
  const alone = await claimAlone(ctx, { ref, agent: claimer.agent });
  if (alone) {
    ctx.afterCommit(() => metrics().claims.inc({ how: "name" }));
    return alone.task;
  }
  return ctx.transaction(async (tx) => {
    const task = await lockRow(tx, ref);
    const held = claimer.isNamed ? await takenBackBy(tx, task, claimer.agent) : null;
    return held ?? (await claimLocked(tx, task, claimer.agent));
  });
}

/** The ticket with its lease renewed if the agent claimed it and its run is open; null otherwise, also for a run that Baton started. */
async function takenBackBy(tx: TxContext, task: TaskRow, agent: string): Promise<TaskRow | null> {
  if (task.status !== "in_progress" || task.assigned_to !== agent || task.run_id === null) {
    return null;
  }
  authorize(tx.actor, "task.claim", { agent, projectId: task.project_id });
  const run = await findRun(tx.db, task.run_id);
  const isOwnRun = tx.actor.kind === "agent" && tx.actor.runId === task.run_id;
  if (run?.trigger !== "claim" && !isOwnRun) return null;
  // It waits for an answer, without a lease.
  if (run?.state === "waiting") return task;
  const lease = await renewLease(tx.db, task.id, task.run_id);
  return lease && { ...task, lease_expires_at: lease.toISOString() };
}
