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
