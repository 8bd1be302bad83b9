import { agentNameOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import type { RunRow } from "@/lib/runs/wire";
import type { Change, TaskColumns } from "@/lib/tasks/columns";
import type { TaskStatus } from "@/lib/tasks/lifecycle";
import type { DispatchBlock, TaskRow } from "@/lib/tasks/row";

/**
 * Returns the status that a change leads to. Work given to an agent that Baton calls becomes `assigned`, because the
 * dispatch opens its own run; a claim would wait for an agent that never polls.
 */
export async function statusAfterAssignment(
  db: Queryable,
  before: TaskRow,
  change: Change,
): Promise<TaskStatus> {
  const to = change.to ?? before.status;
  if (to !== "in_progress" || change.open || change.event === "task.claimed") return to;
  const assignee = assigneeAfter(before, change);
  if (assignee === null || (before.status === to && assignee === before.assigned_to)) return to;
  // Index: agents_name_key.
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 AS pushed FROM agents WHERE name = ${assignee} AND is_pushed(runtime)`;
  return rows.length > 0 ? "assigned" : to;
}

/**
 * The dispatch block of a dispatched task that a person or its agent put back: somebody has to look at it first. Null if
 * Baton itself put it back to try again, or if another agent was assigned.
 */
export function dispatchBlockAfterRelease(
  ctx: Context,
  closed: RunRow | null,
  before: TaskRow,
  to: TaskStatus,
  change: Change,
): TaskColumns {
  const isAsked = change.set !== undefined && "dispatch_hold" in change.set;
  const isSame = assigneeAfter(before, change) === before.assigned_to;
  if (to !== "assigned" || closed?.trigger !== "dispatch" || isAsked || !isSame) return {};
  if (ctx.actor.kind === "system") return {};
  const reason = change.run?.error;
  const block: DispatchBlock = {
    code: "released",
    message: `${agentNameOf(ctx.actor) ?? ctx.actor.name} put it back${reason ? `: ${reason}` : ""}`,
    since: ctx.clock.now().toISOString(),
    next_at: null,
  };
  return { dispatch_hold: block };
}

/** Another agent starts without the previous one's failures. */
export function resetForNewAssignee(change: Change): TaskColumns {
  return { dispatch_attempts: 0, next_attempt_at: null, ...change.set };
}

function assigneeAfter(before: TaskRow, change: Change): string | null {
  const set = change.set?.assigned_to;
  return set === undefined ? before.assigned_to : (set as string | null);
}
