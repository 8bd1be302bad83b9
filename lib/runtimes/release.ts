import type { TxContext } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { addJob } from "@/lib/core/jobs";
import { RUN_AEGIS_REVIEWS } from "@/lib/runs/jobs";
import { NO_DISPATCH_BLOCK, setDispatchBlocks } from "@/lib/tasks/queue/dispatch-blocks";
import type { SettableRuntime } from "./settings";

/**
 * Releases the work that waited for other settings of one runtime, or of any: a trigger dispatches blocked tasks when
 * their row changes, and reviews are requested again.
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
  await addJob(tx.db, RUN_AEGIS_REVIEWS, {}, { key: "runAegisReviews" });
}
