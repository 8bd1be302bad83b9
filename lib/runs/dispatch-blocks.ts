import type { TxContext } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { addJob } from "@/lib/core/jobs";
import { NO_DISPATCH_BLOCK, setDispatchBlocks } from "@/lib/tasks/queue/dispatch-blocks";
import { RUN_AEGIS_REVIEWS } from "./jobs";
import { lockBudget } from "./limits";

type Whose = { agent: string } | { projectId: number } | "day" | "price";

/**
 * Makes tasks and reviews that a budget blocks due at once, in the transaction that changed the budget or a price. A trigger
 * queues the tasks' jobs. A run that is being refused at the same time has recorded its block by the time this reads. Index:
 * tasks_held_idx.
 */
export async function recheckDispatchBlocks(tx: TxContext, whose: Whose): Promise<void> {
  await setDispatchBlocks(
    tx,
    Prisma.sql`t.dispatch_hold || jsonb_build_object('next_at', clock_timestamp())`,
    Prisma.sql`t.dispatch_hold->>'code' = 'budget_exceeded' ${await lockBudgetOf(tx, whose)}`,
  );
  await addJob(tx.db, RUN_AEGIS_REVIEWS, {}, { key: "runAegisReviews" });
}

/**
 * Removes the dispatch blocks from an agent's tasks after its settings changed, except those of runs that a person
 * cancelled or that reached a limit. A trigger queues their jobs if Baton calls the agent. Index: tasks_held_idx.
 */
export async function clearDispatchBlocks(tx: TxContext, agent: string): Promise<void> {
  await setDispatchBlocks(
    tx,
    NO_DISPATCH_BLOCK,
    Prisma.sql`t.dispatch_hold->>'code' NOT IN ('cancelled', 'limit') AND t.assigned_to = ${agent}`,
  );
}

/** Locks the budget, if there is one, and returns the condition for the tasks under it. */
async function lockBudgetOf(tx: TxContext, whose: Whose): Promise<Prisma.Sql> {
  if (whose === "price") return Prisma.empty;
  if (whose === "day") {
    await lockBudget(tx, "day");
    return Prisma.empty;
  }
  if ("agent" in whose) {
    await lockBudget(tx, `agent:${whose.agent}`);
    return Prisma.sql`AND t.assigned_to = ${whose.agent}`;
  }
  await lockBudget(tx, `project:${whose.projectId}`);
  return Prisma.sql`AND t.project_id = ${whose.projectId}`;
}
