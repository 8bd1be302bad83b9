import type { TxContext } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { NO_DISPATCH_BLOCK, setDispatchBlocks } from "@/lib/tasks/queue/dispatch-blocks";
import type { SettableRuntime } from "./settings";

/**
 * Releases the work that waited for other settings of one runtime, or of any: a trigger dispatches blocked tasks when
 * their row changes, and reviews are requested again, those of work that is being handed in meanwhile included (reviewers.sql).
 */
export async function releaseBlockedWork(
  tx: TxContext,
  runtime: SettableRuntime | null,
): Promise<void> {
  const agents =
    runtime === null
      ? Prisma.sql`SELECT name FROM agents`
      : Prisma.sql`SELECT name FROM agents WHERE runtime = ${runtime}::runtime`;
  await setDispatchBlocks(
    tx,
    NO_DISPATCH_BLOCK,
    Prisma.sql`t.status = 'assigned' AND t.dispatch_hold->>'code' IN ('configuration', 'no_model', 'unavailable')
      AND t.assigned_to IN (${agents})`,
  );
  await tx.db.$queryRaw`SELECT 1 AS asked FROM review_what_waits()`;
}
