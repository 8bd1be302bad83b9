import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { findWorkers, type WorkerRow } from "./row";
import type { ListWorkers } from "./schema";

/** The workers that were heard of within a day and have not ended, or all that are known. */
export async function listWorkers(ctx: Context, query: ListWorkers): Promise<WorkerRow[]> {
  authorize(ctx.actor, "agent.read");
  const agents = query.agent?.length ? query.agent : null;
  return findWorkers(ctx.db, { agents, ended: query.ended, projectId: projectLimitOf(ctx.actor) });
}
