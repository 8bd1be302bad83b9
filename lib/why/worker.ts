import type { z } from "zod";
import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { notFound } from "@/lib/core/errors";
import { agentNamed } from "@/lib/engine/live.sql";
import { findWorker, workerToWire } from "@/lib/workers/row";
import { pauseOf } from "./agent";
import { workOf } from "./read";
import { workerReasons } from "./rules";
import type { WhyWorkerResponse } from "./shapes";

/** Why a worker claims nothing new: at least one reason. A key that is limited to a project sees workers that work in it. */
export async function whyWorker(
  ctx: Context,
  id: number,
): Promise<z.output<typeof WhyWorkerResponse>> {
  authorize(ctx.actor, "agent.read");
  const limit = projectLimitOf(ctx.actor);
  const row = await findWorker(ctx.db, id, limit);
  if (limit !== null && row.holds.length === 0) throw notFound("Worker");
  const worker = workerToWire(row, ctx.clock.now());
  const { agent, host, pid, state } = worker;
  const [work, known] = await Promise.all([
    workOf(ctx.db, agent, id, limit),
    agentNamed(ctx.db, agent),
  ]);
  const reasons = workerReasons({
    id,
    agent,
    host,
    state,
    condition: worker.condition,
    wanted: {
      note: worker.wanted_note,
      by: worker.wanted_by,
      since: worker.wanted_at,
      until: worker.wanted_until,
    },
    lastSeen: worker.last_seen_at,
    stoppedAt: worker.stopped_at,
    workType: worker.work_type,
    concurrency: worker.concurrency,
    agentPaused: known && pauseOf(known),
    ...work,
  });
  return { worker: { id, agent, host, pid, state }, reasons };
}
