import { Prisma, type Transaction } from "@/lib/core/database";
import { addJob } from "@/lib/core/jobs";

/**
 * Has what a budget holds back looked at again at once, in the transaction that changes the budget or a price: tasks are
 * due again (a trigger adds their job), and reviews that wait are asked for. Whose budget it is narrows the tasks.
 * Index: tasks_held_idx.
 */
export async function recheckHolds(
  tx: Transaction,
  whose: { agent?: string; projectId?: number } = {},
): Promise<void> {
  const agent =
    whose.agent === undefined ? Prisma.empty : Prisma.sql`AND assigned_to = ${whose.agent}`;
  const project =
    whose.projectId === undefined ? Prisma.empty : Prisma.sql`AND project_id = ${whose.projectId}`;
  await tx.$executeRaw`
    UPDATE tasks SET dispatch_hold = dispatch_hold || jsonb_build_object('next_at', clock_timestamp())
    WHERE dispatch_hold IS NOT NULL AND dispatch_hold->>'code' = 'budget_exceeded' ${agent} ${project}`;
  await addJob(tx, "runAegisReviews", {}, { key: "runAegisReviews" });
}
