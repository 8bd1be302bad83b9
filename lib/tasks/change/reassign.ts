import { agentNameOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import type { RunRow } from "@/lib/runs/wire";
import type { Change, TaskColumns } from "@/lib/tasks/columns";
import type { TaskStatus } from "@/lib/tasks/lifecycle";
import type { DispatchHold, TaskRow } from "@/lib/tasks/row";

/**
 * The status that a change really leads to. Work that is put in the hands of an agent which Baton calls is assigned to it: the
 * dispatch begins a run of its own, where a claim would wait for somebody who never comes.
 */
export async function landing(db: Queryable, before: TaskRow, change: Change): Promise<TaskStatus> {
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
 * What a dispatched task waits for when people or its agent put it back: that somebody looks at it. Baton itself puts work back
 * to have it done again, and another assignee has not been asked yet.
 */
export function putBack(
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
  const hold: DispatchHold = {
    code: "released",
    message: `${agentNameOf(ctx.actor) ?? ctx.actor.name} put it back${reason ? `: ${reason}` : ""}`,
    since: ctx.clock.now().toISOString(),
    next_at: null,
  };
  return { dispatch_hold: hold };
}

/** Another agent begins anew: the failures of the one before it are not its own. */
export function forAnother(change: Change): TaskColumns {
  return { dispatch_attempts: 0, next_attempt_at: null, ...change.set };
}

function assigneeAfter(before: TaskRow, change: Change): string | null {
  const set = change.set?.assigned_to;
  return set === undefined ? before.assigned_to : (set as string | null);
}
