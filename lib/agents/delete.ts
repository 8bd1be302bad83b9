import { authorize } from "@/lib/auth/permissions";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError, notFound } from "@/lib/core/errors";
import { lockNamed } from "@/lib/core/locks";
import { record } from "@/lib/events/append";
import { cancelTurnsOf } from "@/lib/runs/turns.sql";
import { changeTask } from "@/lib/tasks/change/change";
import { writeSystemComment } from "@/lib/tasks/comments/comment-record";
import { lockTasks } from "@/lib/tasks/locks";
import { agentEvent } from "./event";
import { type AgentRef, findAgent } from "./find";
import { configOf, isPeoples, outliving } from "./gates";
import { AGENT_JSON, type AgentRow } from "./row";

export interface DeletedAgent {
  name: string;
  /** The tasks it held, now assigned and ready again. */
  released: string[];
  /** How many tasks are still assigned to its name. */
  assigned: number;
  /** How many of its turns were ended. */
  cancelled: number;
}

/** How many times the deletion starts over because the agent claimed a task meanwhile, before it gives up. */
const RACES = 10;

/**
 * Deletes an agent and revokes its keys. Its turns are ended. Its row stays as a mark (decision 0032), without configuration and notes, and its name
 * becomes free; deleted by another agent, it keeps what people had set, for the next agent of that name (decision 0226). Tasks it holds are released with a comment. Tasks assigned to it stay assigned to its name, so that a person can
 * reassign them or a new agent of that name can take them. Its runs and their costs stay.
 */
export async function deleteAgent(ctx: Context, ref: AgentRef): Promise<DeletedAgent> {
  authorize(ctx.actor, "agent.delete");
  return deleteAgentFor(ctx, await findAgent(ctx.db, ref));
}

/** The same for an agent that the caller may delete. */
export async function deleteAgentFor(ctx: Context, agent: AgentRow): Promise<DeletedAgent> {
  for (let race = 0; race < RACES; race++) {
    try {
      return await ctx.transaction((tx) => remove(tx, agent));
    } catch (error) {
      if (!(error instanceof ClaimedMeanwhile)) throw error;
    }
  }
  throw new DomainError("conflict", `${agent.name} keeps taking tasks while it is being deleted`, {
    fix: "stop the agent, then delete it",
  });
}

class ClaimedMeanwhile extends Error {}

async function remove(tx: TxContext, agent: AgentRow): Promise<DeletedAgent> {
  const heldTasks = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT id FROM tasks WHERE assigned_to = ${agent.name} AND status = 'in_progress'`;
  const released: string[] = [];
  for (const task of await lockTasks(
    tx,
    heldTasks.map((row) => row.id),
  )) {
    if (task.status !== "in_progress" || task.assigned_to !== agent.name) continue;
    await writeSystemComment(tx, task, `Released: agent ${agent.name} was deleted.`);
    await changeTask(tx, task, {
      to: "assigned",
      run: { outcome: "cancelled", error: `agent ${agent.name} was deleted` },
      data: { reason: "released" },
    });
    released.push(task.ticket_ref);
  }
  await lockNamed(tx.db, `turns:${agent.name}`);
  const cancelled = await cancelTurnsOf(tx, agent.name, `agent ${agent.name} was deleted`);
  await tx.db.$executeRaw`
    UPDATE conversations SET ended_at = clock_timestamp() WHERE agent = ${agent.name} AND ended_at IS NULL`;
  // A new agent of that name begins with nothing.
  await tx.db.$executeRaw`DELETE FROM turn_totals WHERE agent = ${agent.name}`;
  // Tasks are locked before agents, as in every claim. From here on the agent cannot claim, and we see any claim it just made.
  const [row] = await tx.db.$queryRaw<{ agent: AgentRow; keys: number; assigned: number }[]>`
    SELECT ${AGENT_JSON} AS agent, (SELECT count(*)::int FROM api_keys WHERE agent_id = a.id AND revoked_at IS NULL) AS keys,
           (SELECT count(*)::int FROM tasks WHERE assigned_to = a.name AND status = 'assigned') AS assigned
    FROM agents a WHERE id = ${agent.id} AND deleted_at IS NULL FOR UPDATE OF a`;
  if (!row) throw notFound("Agent", agent.name);
  if (row.agent.in_progress > 0) throw new ClaimedMeanwhile();
  await markDeleted(tx, row.agent);
  await record(
    tx,
    agentEvent("agent.deleted", { ...agent, in_progress: 0 }, { released, keys_revoked: row.keys }),
  );
  return { name: agent.name, released, assigned: row.assigned, cancelled };
}

/** What people set stays on the mark of an agent that another one dismisses, for the next of its name (decision 0226). */
async function markDeleted(tx: TxContext, agent: AgentRow): Promise<void> {
  const { id } = agent;
  const kept = isPeoples(tx.actor) ? [] : outliving(agent);
  const of = (budget: "budget_usd" | "daily_budget_usd") =>
    kept.includes(budget) ? agent[budget] : null;
  await tx.db.$executeRaw`
    UPDATE agents SET deleted_at = clock_timestamp(), former_name = name, name = '#' || id, status = 'offline', runtime = 'pull',
      config = ${JSON.stringify(configOf(agent, kept))}::jsonb, capabilities = '{}', soul_content = NULL, working_memory = '',
      last_activity = NULL, session_key = NULL, budget_usd = ${of("budget_usd")}::numeric,
      daily_budget_usd = ${of("daily_budget_usd")}::numeric, set_by_people = ${kept}::text[],
      profile_id = NULL, profile = NULL, made_by_id = NULL WHERE id = ${id}`;
  if (isPeoples(tx.actor)) {
    await tx.db.$executeRaw`
      UPDATE agents SET paused_at = NULL, pause_note = NULL, paused_by = NULL, paused_by_agent = false WHERE id = ${id} AND paused_at IS NOT NULL`;
    await tx.db.$executeRaw`DELETE FROM run_limits WHERE agent_id = ${id}`;
  }
  await tx.db.$executeRaw`
    UPDATE api_keys SET revoked_at = clock_timestamp(), updated_at = clock_timestamp() WHERE agent_id = ${id} AND revoked_at IS NULL`;
  await tx.db.$executeRaw`DELETE FROM mention_marks WHERE agent_id = ${id}`;
  await tx.db.$executeRaw`DELETE FROM project_agents WHERE agent_id = ${id}`;
}
