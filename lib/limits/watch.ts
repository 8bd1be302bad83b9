import { z } from "zod";
import type { Context } from "@/lib/core/context";
import { addJob, defineJob } from "@/lib/core/jobs";
import { checkLimits } from "./check";
import { runsDueWithin } from "./find";

/** How far ahead runs are looked for: until the next look, and a little longer. No limit of time is shorter. */
const AHEAD_SECONDS = 61;

export const checkLimitsJob = defineJob({
  name: "checkLimits",
  payload: z.strictObject({ runId: z.int() }),
  description: "Stops a run that has reached a limit of time.",
  run: (ctx, { runId }) => checkLimits(ctx, runId),
});

/** Queues a job for the moment at which each run reaches a limit of time, if that is before the next look. */
export async function watchLimits(ctx: Context): Promise<{ due: number }> {
  const due = await runsDueWithin(ctx.db, AHEAD_SECONDS);
  const now = ctx.clock.now().getTime();
  for (const { id, inSeconds } of due) {
    const runAt = new Date(now + Math.ceil(inSeconds * 1_000));
    await addJob(ctx.db, checkLimitsJob, { runId: id }, { key: `limits:${id}`, runAt });
  }
  return { due: due.length };
}

export const watchLimitsJob = defineJob({
  name: "watchLimits",
  payload: z.strictObject({}),
  description: "Looks for runs that reach a limit of time within the next minute.",
  periodic: "* * * * *",
  run: (ctx) => watchLimits(ctx),
});
