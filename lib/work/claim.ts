import { isOrchestrator } from "@/lib/agents/config";
import { findAgent } from "@/lib/agents/find";
import { ensureAgent } from "@/lib/agents/presence";
import { authorize, isAgent } from "@/lib/auth/permissions";
import { agentNameOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError, isNotFound } from "@/lib/core/errors";
import { actingContext, actingRunOf, orchestratorOf } from "@/lib/profiles/orchestrator";
import { changeTask } from "@/lib/tasks/change/change";
import { lockTask } from "@/lib/tasks/locks";
import { assertClaimable, claimLocked, refuseWaiting } from "@/lib/tasks/queue/claim";
import type { TaskRow } from "@/lib/tasks/row";
import { assertOfRun, findItem, itemAfter, projectOf, type WorkTarget } from "./find";
import { type ItemRow, noteClaim, noteStart, renewHeld } from "./item.sql";
import type { WorkStatus } from "./schema";

/** Who holds what is claimed by somebody who is no agent, and leads others by a script. */
const WORKSHOP = "workshop";

/** How long a claim for another agent holds: a run renews it with every call, a script cannot. */
const HELD_BY_RUN_MS = 30 * 60_000;
const HELD_BY_SCRIPT_MS = 6 * 60 * 60_000;

/**
 * Claims a ready item for an agent. An agent that claims for itself takes it as from the queue. Whoever claims for another agent, to lead
 * it, holds the item meanwhile and completes it: the other agent's places stay free for what it is asked. Fails with `not_found` for an
 * unknown agent, and with `conflict` or `blocked` for an item that is not ready.
 */
export async function claimWork(
  ctx: Context,
  { agent, ...target }: WorkTarget & { agent: string },
): Promise<ItemRow> {
  const project = await projectOf(ctx, target.project_id);
  authorize(ctx.actor, "work.manage", { projectId: project.id });
  const leaderRunId = actingRunOf(ctx);
  const acting = await actingContext(ctx);
  return acting.transaction(async (tx) => {
    const item = await findItem(tx, project, target.id);
    const task = await lockTask(tx, item.task.id);
    await assertKnown(tx, agent);
    await assertReady(tx, item, task);
    const isItself = agentNameOf(tx.actor) === agent;
    if (!isItself) await assertMayLead(tx);
    const claimed = isItself
      ? await claimLocked(tx, task, agent)
      : await holdFor(tx, { item, task, agent, isOfRun: leaderRunId !== null });
    const heldBy = claimed.assigned_to as string;
    await noteClaim(tx.db, task.id, {
      claimedBy: agent,
      heldBy,
      runId: claimed.run_id,
      leaderRunId,
    });
    return itemAfter(tx, task.id);
  });
}

/** Holding work for others takes none of an agent's places, so only an agent that people let lead others may. */
async function assertMayLead(tx: TxContext): Promise<void> {
  if (!isAgent(tx.actor)) return;
  const name = agentNameOf(tx.actor) as string;
  if (isOrchestrator(await findAgent(tx.db, name))) return;
  throw new DomainError("forbidden", "Access denied: agent key may only claim for itself.", {
    fix: `claim it for ${name}, or ask a person to set workshop_tools in its config`,
  });
}

interface Hold {
  item: ItemRow;
  task: TaskRow;
  agent: string;
  isOfRun: boolean;
}

/** Lets the caller hold the task, whatever else it holds: it does not work on it itself. */
async function holdFor(tx: TxContext, { item, task, agent, isOfRun }: Hold): Promise<TaskRow> {
  const holder = agentNameOf(tx.actor) ?? WORKSHOP;
  authorize(tx.actor, "task.claim", { agent: holder, projectId: task.project_id });
  // It may be assigned to whom it is claimed for, or to who held it before.
  const isIts = task.assigned_to === agent || task.assigned_to === item.held_by;
  await assertClaimable(tx, task, isIts ? task.assigned_to : holder);
  await ensureAgent(tx, holder);
  return changeTask(tx, task, {
    to: "in_progress",
    set: { assigned_to: holder },
    open: { leaseMs: isOfRun ? HELD_BY_RUN_MS : HELD_BY_SCRIPT_MS },
    event: "task.claimed",
    data: { agent: holder },
  });
}

/** Notes that work on a claimed item has begun. Fails with `conflict` for an item in another state. */
export async function startWork(ctx: Context, target: WorkTarget): Promise<ItemRow> {
  const project = await projectOf(ctx, target.project_id);
  authorize(ctx.actor, "work.manage", { projectId: project.id });
  const leader = await orchestratorOf(ctx);
  const acting = await actingContext(ctx);
  return acting.transaction(async (tx) => {
    const { task } = await findItem(tx, project, target.id);
    const locked = await lockTask(tx, task.id);
    const item = await itemAfter(tx, task.id);
    if (leader !== null) assertOfRun(actingRunOf(ctx), item);
    if (item.status !== "claimed") throw invalidTransition(item, "in_progress");
    authorize(tx.actor, "task.report", {
      agent: locked.assigned_to,
      projectId: locked.project_id,
      taskRunId: locked.run_id,
    });
    await noteStart(tx.db, task.id);
    return itemAfter(tx, task.id);
  });
}

/** Keeps what the caller's run holds on the board from running out. */
export async function keepHeld(ctx: Context): Promise<void> {
  const runId = actingRunOf(ctx);
  if (runId !== null) await renewHeld(ctx.db, runId, HELD_BY_RUN_MS);
}

async function assertKnown(tx: TxContext, name: string): Promise<void> {
  const agent = await findAgent(tx.db, name).catch((error: unknown) => {
    if (isNotFound(error)) return null;
    throw error;
  });
  if (agent?.name === name) return;
  throw new DomainError("not_found", `There is no agent ${name}`, {
    fix: "create it first, or make it from a profile",
  });
}

async function assertReady(tx: TxContext, item: ItemRow, task: TaskRow): Promise<void> {
  if (item.status === "ready") return;
  if (item.status === "new") await refuseWaiting(tx, task);
  throw invalidTransition(item, "claimed");
}

/** The refusal of a move that the item's state does not have. */
export function invalidTransition(item: ItemRow, to: WorkStatus): DomainError {
  const { key, task, status, claimed_by: holder } = item;
  const isHeld = holder !== null && (status === "claimed" || status === "in_progress");
  const why =
    status === "blocked" && item.blocked_by !== null
      ? `, because of ${item.blocked_by}`
      : isHeld
        ? ` by ${holder}`
        : "";
  return new DomainError(
    "conflict",
    `${key ?? task.ticket_ref} is ${status}${why} and cannot become ${to}`,
    {
      reason: "invalid_transition",
      task_status: task.status,
      from: status,
      to,
      ...(isHeld ? { holder } : {}),
      fix: `${isHeld ? `leave it to ${holder}, and ` : ""}look at the board for what is ready`,
    },
  );
}
