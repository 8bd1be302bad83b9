import { ensureAgent, isSeenDue, sawAgent } from "@/lib/agents/presence";
import { authorize } from "@/lib/auth/permissions";
import { agentNameOf, projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { metrics } from "@/lib/core/metrics";
import { findRun } from "@/lib/runs/queries";
import type { RunRow } from "@/lib/runs/wire";
import { changeTask } from "./change";
import { claimBest, heldBy } from "./claim.sql";
import { waitingOn } from "./detail";
import { type Feedback, feedbackFor } from "./feedback";
import { lockRow } from "./find";
import { renewLease } from "./lease";
import { allowedFrom } from "./lifecycle";
import type { TaskRow } from "./row";
import type { TaskRef } from "./schema";

export type PollReason = "assigned" | "continue_current" | "at_capacity" | "no_tasks_available";

export interface Poll {
  reason: PollReason;
  agent: string;
  task: TaskRow | null;
  run: RunRow | null;
  feedback: Feedback[];
}

export interface PollInput {
  agent: string;
  maxCapacity?: number;
  projectId?: number;
}

/** How often a poll tries again when another one took the head from under it. */
const RACES = 20;

/**
 * Gives an agent its next task, each task to one agent only (domain.md, "Claiming"). With capacity 1 and a task in hand it
 * gets that task back, so a crashed agent finds its work again.
 */
export async function claimNext(ctx: Context, input: PollInput): Promise<Poll> {
  const { agent, maxCapacity } = input;
  authorize(ctx.actor, "task.claim", { agent, projectId: input.projectId });
  const projectId = input.projectId ?? projectLimitOf(ctx.actor);
  for (let race = 0; race < RACES; race++) {
    const attempt = await ctx.statement(
      (db, ordinal) => claimBest(db, ctx.actor, ordinal, { agent, maxCapacity, projectId }),
      ({ task }) => task !== null,
    );
    if (attempt.task && attempt.run) {
      ctx.afterCommit(() => metrics().claims.inc({ how: "poll" }));
      const feedback =
        attempt.task.review_cycles > 0 ? await feedbackFor(ctx.db, attempt.task) : [];
      return { reason: "assigned", agent, task: attempt.task, run: attempt.run, feedback };
    }
    if (attempt.in_progress === null || attempt.capacity === null) {
      await ctx.transaction((tx) => ensureAgent(tx, agent));
      continue;
    }
    if (attempt.in_progress >= attempt.capacity) {
      const full = await atCapacity(ctx, agent, attempt.capacity);
      if (full) return full;
      continue;
    }
    if (!attempt.seen) break;
  }
  await noteSignOfLife(ctx, agent);
  return { reason: "no_tasks_available", agent, task: null, run: null, feedback: [] };
}

async function atCapacity(ctx: Context, agent: string, capacity: number): Promise<Poll | null> {
  if (capacity > 1) {
    await noteSignOfLife(ctx, agent);
    return { reason: "at_capacity", agent, task: null, run: null, feedback: [] };
  }
  const task = await heldBy(ctx.db, agent);
  if (!task?.run_id) return null;
  const limit = projectLimitOf(ctx.actor);
  if (limit !== null && task.project_id !== limit) {
    // Its own work, but another project's: this key may not read it.
    await noteSignOfLife(ctx, agent);
    return { reason: "at_capacity", agent, task: null, run: null, feedback: [] };
  }
  const run = await findRun(ctx.db, task.run_id);
  if (run?.trigger === "dispatch") {
    // Baton has it done already: nobody else is handed it.
    return { reason: "at_capacity", agent, task: null, run: null, feedback: [] };
  }
  const lease = await renewLease(ctx.db, task.id, task.run_id);
  if (!lease) return null;
  await noteSignOfLife(ctx, agent);
  return {
    reason: "continue_current",
    agent,
    task: { ...task, lease_expires_at: lease.toISOString() },
    run,
    feedback: await feedbackFor(ctx.db, task),
  };
}

async function noteSignOfLife(ctx: Context, agent: string): Promise<void> {
  if (!(await isSeenDue(ctx.db, agent))) return;
  await ctx.transaction((tx) => sawAgent(tx, agent));
}

export interface Claim {
  task: TaskRow;
  run: RunRow;
  feedback: Feedback[];
}

/**
 * Puts one task in an agent's hands. Fails with `conflict` when it is taken or finished, `seq_blocked` or `blocked` when
 * it must wait (the blocker named), `at_capacity` when the agent has no room.
 */
export async function claimTask(
  ctx: Context,
  input: { ref: TaskRef; agent?: string; maxCapacity?: number },
): Promise<Claim> {
  return ctx.transaction(async (tx) => {
    const task = await lockRow(tx, input.ref);
    const agent = input.agent ?? agentNameOf(ctx.actor) ?? task.assigned_to;
    if (!agent) {
      throw new DomainError("invalid", "agent: is required", {
        problems: [{ field: "agent", rule: "is required" }],
        fix: 'send {"agent": "NAME"} or the header x-agent-name',
      });
    }
    const claimed = await claimLocked(tx, task, agent, input.maxCapacity);
    const run = (await findRun(tx.db, claimed.run_id as number)) as RunRow;
    return { task: claimed, run, feedback: await feedbackFor(tx.db, claimed) };
  });
}

/** Claims a task whose row the transaction has locked; authorises it and refuses as `claimTask` does. */
export async function claimLocked(
  tx: TxContext,
  task: TaskRow,
  agent: string,
  maxCapacity?: number,
): Promise<TaskRow> {
  authorize(tx.actor, "task.claim", { agent, projectId: task.project_id });
  await assertClaimable(tx, task, agent);
  await ensureAgent(tx, agent);
  await takePlace(tx, agent, maxCapacity);
  tx.afterCommit(() => metrics().claims.inc({ how: "name" }));
  return changeTask(tx, task, {
    to: "in_progress",
    set: { assigned_to: agent },
    event: "task.claimed",
    data: { agent },
  });
}

function assertNotTaken(task: TaskRow): void {
  if (task.status !== "inbox" && task.status !== "assigned") {
    throw new DomainError("conflict", `${task.ticket_ref} already claimed`, {
      task_status: task.status,
      allowed: allowedFrom(task.status),
      fix: "take another task",
    });
  }
}

async function assertClaimable(tx: TxContext, task: TaskRow, agent: string): Promise<void> {
  assertNotTaken(task);
  if (task.archived_at !== null) {
    throw new DomainError("conflict", `${task.ticket_ref} is archived`, {
      fix: "unarchive it first",
    });
  }
  if (task.assigned_to !== null && task.assigned_to !== agent) {
    throw new DomainError("conflict", `${task.ticket_ref} is assigned to ${task.assigned_to}`, {
      fix: "reassign it, or take another task",
    });
  }
  if (!task.ready) await refuseWaiting(tx, task);
}

/** Says what a task that is not ready waits for, in the seed's words: `myapp-022 blocked: ord=1 not done`. */
export async function refuseWaiting(tx: TxContext, task: TaskRow): Promise<void> {
  const [holder] = await tx.db.$queryRaw<
    {
      reason: string;
      ticket_ref: string;
      exec_order: number | null;
      holds: string;
      depth: number;
    }[]
  >`
    WITH RECURSIVE line AS (
      SELECT id, parent_id, ticket_ref, 0 AS depth FROM tasks WHERE id = ${task.id}
      UNION ALL SELECT p.id, p.parent_id, p.ticket_ref, line.depth + 1 FROM line JOIN tasks p ON p.id = line.parent_id
    )
    SELECT h.reason, b.ticket_ref, b.exec_order, line.ticket_ref AS holds, line.depth
    FROM line CROSS JOIN LATERAL tasks_holding(line.id) h JOIN tasks b ON b.id = h.id
    ORDER BY line.depth, h.reason DESC, b.exec_order NULLS LAST, b.id LIMIT 1`;
  if (holder?.reason === "earlier_step") {
    throw new DomainError(
      "seq_blocked",
      `${holder.holds} blocked: ord=${holder.exec_order} not done`,
      {
        blocker: holder.ticket_ref,
        fix: `finish or cancel ${holder.ticket_ref}`,
      },
    );
  }
  if (holder) {
    throw new DomainError("blocked", `${holder.holds} blocked: ${holder.ticket_ref} not done`, {
      blocker: holder.ticket_ref,
      fix: `finish or cancel ${holder.ticket_ref}`,
    });
  }
  if (task.scheduled_for !== null && Date.parse(task.scheduled_for) > Date.now()) {
    throw new DomainError("blocked", `${task.ticket_ref} starts at ${task.scheduled_for}`, {
      fix: "wait for its start time, or clear scheduled_for",
    });
  }
  const [first] = (await waitingOn(tx.db, [task])).get(task.id) ?? [];
  throw new DomainError(
    "blocked",
    `${task.ticket_ref} waits: ${first?.message ?? "it is not ready"}`,
    {
      ...(first?.ticket_ref ? { blocker: first.ticket_ref } : {}),
      fix: "reopen, unblock or unarchive that task, or wait for its time",
    },
  );
}

/**
 * Notes the agent's sign of life and holds its row, so that its claims come one after another. A capacity binds an
 * explicit claim only when the caller names one: who asks for this very task means it.
 */
async function takePlace(
  tx: TxContext,
  agent: string,
  maxCapacity: number | undefined,
): Promise<void> {
  const [row] = await tx.db.$queryRaw<{ in_progress: number }[]>`
    UPDATE agents SET last_seen_at = clock_timestamp(), status = CASE WHEN status = 'offline' THEN 'idle' ELSE status END
    WHERE name = ${agent} RETURNING in_progress`;
  if (row && maxCapacity !== undefined && row.in_progress >= maxCapacity) {
    throw new DomainError(
      "at_capacity",
      `${agent} holds ${row.in_progress} of ${maxCapacity} tasks`,
      {
        fix: "finish or release one first, or raise max_capacity",
      },
    );
  }
}
