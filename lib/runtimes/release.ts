import { Prisma, type Queryable } from "@/lib/core/database";
import { addJob } from "@/lib/core/jobs";
import { RUN_AEGIS_REVIEWS } from "@/lib/runs/jobs";
import type { SettableRuntime } from "./settings";

/**
 * Lets go of what waited for other settings of a runtime, or of any: held tasks are dispatched by the trigger on their row,
 * and reviews are asked for again.
 */
export async function releaseHeld(tx: Queryable, runtime: SettableRuntime | null): Promise<void> {
  const ofRuntime =
    runtime === null ? Prisma.empty : Prisma.sql`AND a.runtime = ${runtime}::runtime`;
  await tx.$executeRaw`
    UPDATE tasks t SET dispatch_hold = NULL FROM agents a
    WHERE t.status = 'assigned' AND t.dispatch_hold->>'code' IN ('configuration', 'no_model', 'unavailable')
      AND a.name = t.assigned_to ${ofRuntime}`;
  await addJob(tx, RUN_AEGIS_REVIEWS, {}, { key: "runAegisReviews" });
}
