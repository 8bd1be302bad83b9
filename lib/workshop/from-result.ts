import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { actingContext } from "@/lib/profiles/orchestrator";
import { resultOfAgent } from "@/lib/turns/result";
import { projectOf } from "@/lib/work/find";
import { type PutItem, putWork } from "@/lib/work/put";
import type { PutWork, WorkFromResult } from "@/lib/work/schema";

/** As much of an answer is put into a spec, in UTF-16 units. */
const MOST_QUOTED = 50_000;

/**
 * Puts an item on the board whose spec is the latest answer of an agent. Fails with `conflict` if that turn has none, and as `putWork` does.
 */
export async function workFromResult(
  ctx: Context,
  { agent, title, ...item }: WorkFromResult,
): Promise<PutItem> {
  const project = await projectOf(ctx, item.project_id);
  authorize(ctx.actor, "work.manage", { projectId: project.id });
  // Whoever may not put it there hears that first.
  await actingContext(ctx);
  const { text, problem } = await resultOfAgent(ctx, agent);
  if (text === null) {
    throw new DomainError("conflict", problem ?? `${agent} has no result`, {
      reason: "no_result",
      fix: `ask ${agent}, then try again`,
    });
  }
  const put: PutWork = {
    ...item,
    title: title ?? `From ${agent} result`,
    spec: text.slice(0, MOST_QUOTED),
  };
  return putWork(ctx, put);
}
