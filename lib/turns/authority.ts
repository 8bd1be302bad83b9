import { isOrchestrator } from "@/lib/agents/config";
import type { AgentRow } from "@/lib/agents/row";
import { authorize, isAgent } from "@/lib/auth/permissions";
import { type Actor, projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { DomainError, invalid, notFound } from "@/lib/core/errors";
import { agentNamed } from "@/lib/engine/live.sql";
import { findRunHead } from "@/lib/runs/queries";
import { RUN_JSON } from "@/lib/runs/row";
import type { RunRow } from "@/lib/runs/wire";

/** An agent with its own key or that of one of its runs, as far as it is limited to its own work. */
type AgentActor = Extract<Actor, { kind: "agent" }>;
const asAgent = (actor: Actor): AgentActor | null =>
  actor.kind === "agent" && isAgent(actor) ? actor : null;

/**
 * Checks that the actor may open turns, and returns the run that they belong under; null for a root. A run's key opens them under its
 * run. An agent's own key opens them under the run that it names, else under the only one that the agent has open. Agents need
 * `workshop_tools`.
 */
export async function parentFor(
  tx: Context,
  named: number | undefined,
  projectId: number | undefined,
): Promise<RunRow | null> {
  const { actor } = tx;
  const own = asAgent(actor);
  authorize(actor, "turn.open", {
    projectId: projectId ?? projectLimitOf(actor) ?? undefined,
    ...(own ? { taskRunId: own.runId } : {}),
  });
  if (own) await assertTools(tx.db, own);
  const id = own?.runId ?? named ?? (own ? await onlyOpenRun(tx.db, own.name) : null);
  if (id === null) return null;
  if (own?.runId != null && named !== undefined && named !== own.runId)
    throw invalid("parent_run_id", `is run ${own.runId} for this key; leave it out`);
  const run = await findRunHead(tx.db, id);
  // A run without a project works in the default one, and is its own parent there.
  const limit = own?.runId === id ? null : projectLimitOf(actor);
  if (!run || (limit !== null && run.project_id !== limit) || (own && run.agent !== own.name))
    throw notFound("Parent run");
  if (run.outcome === null) return run;
  throw parentEnded(id);
}

export const parentEnded = (id: number): DomainError =>
  new DomainError("conflict", `Run ${id} is over, and opens no turns any more`, {
    reason: "parent_ended",
    fix: "name an open run, or leave parent_run_id out",
  });

async function assertTools(db: Queryable, { name }: AgentActor): Promise<void> {
  const agent = await agentNamed(db, name);
  if (agent && isOrchestrator(agent)) return;
  throw new DomainError("forbidden", `Access denied: ${name} may not open turns of agents.`, {
    fix: `ask a person or an operator key to set config.workshop_tools of ${name}`,
  });
}

/** Index: runs_open_of_agent_idx. */
async function onlyOpenRun(db: Queryable, agent: string): Promise<number | null> {
  const open = await db.$queryRaw<{ id: number }[]>`
    SELECT r.id FROM runs r WHERE r.agent = ${agent} AND r.outcome IS NULL AND r.state <> 'queued' LIMIT 2`;
  if (open.length > 1) {
    throw invalid("parent_run_id", `is required, as ${agent} has several runs open`);
  }
  return open[0]?.id ?? null;
}

/** Refuses whoever may not end or begin anew what an agent is asked. An agent may do it to those that it made for its team. */
export async function assertMayManage(ctx: Context, agent: AgentRow): Promise<void> {
  const isIts = async (own: AgentActor) => agent.made_by_id === own.agentId;
  await assertManages(ctx, isIts, `${agent.name} does not belong to its team`);
}

/** The same for one turn: a run may cancel those that were opened below it. */
export async function assertMayCancel(ctx: Context, run: RunRow): Promise<void> {
  const isIts = async (own: AgentActor) => {
    const from = await runOf(ctx.db, own);
    return from !== null && isBelow(ctx.db, run, from);
  };
  await assertManages(ctx, isIts, `run ${run.id} was not opened below its run`);
}

/** The same for the answers of a fan: a run may pick among those that it asked for. */
export async function assertMayPick(
  ctx: Context,
  fan: { id: number; parent_run_id: number | null },
): Promise<void> {
  const isIts = async (own: AgentActor) => {
    const from = await runOf(ctx.db, own);
    return from !== null && fan.parent_run_id === from;
  };
  await assertManages(ctx, isIts, `fan ${fan.id} was not opened by its run`);
}

/** The run in whose name an agent acts: that of its key, or the only one it has open. */
const runOf = (db: Queryable, own: AgentActor): Promise<number | null> | number =>
  own.runId ?? onlyOpenRun(db, own.name);

async function assertManages(
  ctx: Context,
  isIts: (own: AgentActor) => Promise<boolean>,
  why: string,
): Promise<void> {
  const own = asAgent(ctx.actor);
  authorize(ctx.actor, "turn.manage", {
    projectId: projectLimitOf(ctx.actor) ?? undefined,
    ...(own ? { taskRunId: own.runId } : {}),
  });
  if (!own) return;
  await assertTools(ctx.db, own);
  if (await isIts(own)) return;
  throw new DomainError("forbidden", `Access denied: ${why}.`, {
    fix: "ask a person or use an operator key",
  });
}

/** Whether a run was opened by another one, or by one below that. Index: runs_pkey; a tree is at most ten deep. */
async function isBelow(db: Queryable, run: RunRow, above: number): Promise<boolean> {
  for (let at: RunRow | null = run; at !== null && at.parent_run_id !== null; ) {
    if (at.parent_run_id === above) return true;
    const [row]: { run: RunRow }[] = await db.$queryRaw<{ run: RunRow }[]>`
      SELECT ${RUN_JSON} AS run FROM runs r WHERE r.id = ${at.parent_run_id}`;
    at = row?.run ?? null;
  }
  return false;
}
