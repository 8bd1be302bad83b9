import { isOrchestrator } from "@/lib/agents/config";
import { findAgent } from "@/lib/agents/find";
import { authorize, isAgent } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import type { RunRow } from "./rows";

/**
 * Checks that the actor may start runs in the project: operators, and agents with `workshop_tools` by their own keys or those of their
 * runs. Fails with `forbidden`.
 */
export async function assertMayRun(ctx: Context, projectId: number | undefined): Promise<void> {
  const { actor } = ctx;
  authorize(actor, "workflow.run", { projectId });
  if (actor.kind !== "agent" || !isAgent(actor)) return;
  if (isOrchestrator(await findAgent(ctx.db, actor.name))) return;
  throw new DomainError("forbidden", `Access denied: ${actor.name} may not run workflows.`, {
    fix: `ask a person or an operator key to set config.workshop_tools of ${actor.name}`,
  });
}

/** How deep runs may start others, nested or through the agents that work on their stages. */
export const MAX_DEPTH = 5;
/** How many runs of an agent may go on at the same time. */
const MOST_OF_AN_AGENT = 20;

/**
 * How deep a run is that the actor starts: an agent's is below the run whose stage it works on. Fails with `conflict` where that is too deep, or
 * the agent has too many runs going on. Index: runs_open_of_agent_idx, workflow_runs_open_idx.
 */
export async function depthOfStart({ actor, db }: Context): Promise<number> {
  if (actor.kind !== "agent" || !isAgent(actor)) return 0;
  const [found] = await db.$queryRaw<{ depth: number; running: number }[]>`
    WITH RECURSIVE line AS (
      SELECT t.id, t.parent_id, t.workflow_run_id FROM runs r JOIN tasks t ON t.id = r.task_id
      WHERE r.agent = ${actor.name} AND r.outcome IS NULL AND (${actor.runId}::int IS NULL OR r.id = ${actor.runId}::int)
      UNION
      SELECT p.id, p.parent_id, p.workflow_run_id FROM line JOIN tasks p ON p.id = line.parent_id
    )
    SELECT COALESCE((SELECT max(w.depth) + 1 FROM line JOIN workflow_runs w ON w.id = line.workflow_run_id), 0)::int AS depth,
      (SELECT count(*) FROM workflow_runs w WHERE w.status = 'running' AND w.starter_agent_id = ${actor.agentId})::int AS running`;
  const { depth, running } = found ?? { depth: 0, running: 0 };
  if (depth > MAX_DEPTH) {
    throw new DomainError(
      "conflict",
      `Runs of workflows start each other deeper than ${MAX_DEPTH}`,
      {
        reason: "too_deep",
        fix: "do the work in this run",
      },
    );
  }
  if (running < MOST_OF_AN_AGENT) return depth;
  throw new DomainError("conflict", `${actor.name} has ${running} runs of workflows going on`, {
    reason: "too_many_runs",
    fix: "wait for one to end, or cancel one",
  });
}

/** The same for cancelling, retrying and skipping: an agent may do it to what it started itself. */
export async function assertMayLead(ctx: Context, run: RunRow): Promise<void> {
  const { actor } = ctx;
  await assertMayRun(ctx, run.project_id);
  if (actor.kind !== "agent" || !isAgent(actor) || run.starter_agent_id === actor.agentId) return;
  throw new DomainError(
    "forbidden",
    `Access denied: run ${run.id} was not started by ${actor.name}.`,
    {
      fix: "ask a person or use an operator key",
    },
  );
}
