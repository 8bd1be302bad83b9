import { authorize } from "@/lib/auth/permissions";
import { agentNameOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { findReadable } from "@/lib/tasks/find";
import type { TaskRow } from "@/lib/tasks/row";
import type { TaskRef } from "@/lib/tasks/schema";
import { assertSafeForAgents } from "./injection";
import { writeMessage } from "./send";

/**
 * Sends a message about a task to the agents that follow it: who has it, who created it, who commented, and who is mentioned. Each gets
 * it with its next heartbeat. People who follow the task are counted as skipped: they read it in the activity.
 */
export async function broadcast(
  ctx: Context,
  ref: TaskRef,
  message: string,
): Promise<{ sent: number; skipped: number }> {
  return ctx.transaction(async (tx) => {
    const task = await findReadable(tx, ref);
    authorize(tx.actor, "task.comment", { projectId: task.project_id, taskRunId: task.run_id });
    assertSafeForAgents("Message", message);
    const followers = await followersOf(tx, task);
    const self = agentNameOf(tx.actor) ?? tx.actor.name;
    const others = followers.filter(({ name }) => name !== self);
    const agents = others.filter(({ is_agent }) => is_agent);
    for (const { name } of agents) {
      await writeMessage(tx, {
        to: name,
        content: `[${task.ticket_ref}] ${task.title}\nFrom ${self}: ${message}`,
        conversationId: `task:${task.ticket_ref}`,
        projectId: task.project_id,
        metadata: { task_id: task.id, ticket_ref: task.ticket_ref },
      });
    }
    return { sent: agents.length, skipped: others.length - agents.length };
  });
}

/** Index: comments_task_id_id_idx, task_mentions_task_id_idx, agents_name_key. */
async function followersOf(
  ctx: Context,
  task: TaskRow,
): Promise<{ name: string; is_agent: boolean }[]> {
  return ctx.db.$queryRaw<{ name: string; is_agent: boolean }[]>`
    WITH recent AS (
      SELECT author, mentions FROM comments WHERE task_id = ${task.id} ORDER BY id DESC LIMIT 500
    ), names AS (
      SELECT ${task.assigned_to}::text AS name UNION SELECT ${task.created_by}::text
      UNION SELECT author FROM recent UNION SELECT unnest(mentions) FROM recent
      UNION SELECT name FROM task_mentions WHERE task_id = ${task.id}
    )
    SELECT n.name, a.id IS NOT NULL AS is_agent FROM names n
    LEFT JOIN agents a ON a.name = n.name AND a.deleted_at IS NULL WHERE n.name IS NOT NULL ORDER BY n.name`;
}
