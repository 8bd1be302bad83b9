import { ensureAgent } from "@/lib/agents/presence";
import { isAgent } from "@/lib/auth/permissions";
import type { Actor } from "@/lib/core/actor";
import type { TxContext } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { type NewEvent, record } from "@/lib/events/append";
import type { TaskChangeType } from "@/lib/events/types";
import { answerLinesIn } from "@/lib/rounds/answer-lines";
import { giveAnswers } from "@/lib/rounds/answers";
import { closeRun, type OpenRun, openRun, type RunResult } from "@/lib/runs/record";
import type { RunRow } from "@/lib/runs/wire";
import { assignments, type Change, DATABASE_NOW, type TaskColumns } from "@/lib/tasks/columns";
import { findTask } from "@/lib/tasks/find";
import { CLAIM_LEASE_MS, isTerminal, type TaskStatus } from "@/lib/tasks/lifecycle";
import { NEXT_UPDATED_AT, TASK_JSON, type TaskRow } from "@/lib/tasks/row";
import { countChildren, TouchedParents } from "@/lib/tasks/structure/children";
import { assertPlaceFree } from "@/lib/tasks/structure/placement";
import { withReadiness } from "@/lib/tasks/structure/readiness";
import { settleStructure } from "@/lib/tasks/structure/structure";
import { askForReview } from "./gate";
import { createFollowUps, takeFollowUps } from "./handoff";
import { dispatchBlockAfterRelease, resetForNewAssignee, statusAfterAssignment } from "./reassign";

/**
 * Applies one change to a task whose row the transaction has locked, and everything that follows from it. Returns the task as
 * it is after all that.
 *
 * What one change triggers, all in its transaction, from top to bottom:
 * 1. `applyChange`: the run that it opens or closes, the row itself (compare-and-set), its readiness, its event.
 * 2. `createFollowUps`: when it is done now, the tasks that its follow-ups describe.
 * 3. `settleStructure`: the readiness of what waits for it, and the chain behind a failure.
 * 4. `changeParents`: its parents, whose counts change and which may move on, reopen or wait because of it: each of those is a
 *    change of its own, from 1 on, whose parents join the same list.
 *
 * Triggers of the database add what needs no order: `claimable` (claimable.sql), the agent's count (claims.sql), and the jobs
 * that dispatch or triage what became claimable (dispatch.sql, triage.sql).
 */
export async function changeTask(tx: TxContext, before: TaskRow, change: Change): Promise<TaskRow> {
  const parents = new TouchedParents();
  const { task, isSettled } = await applyChange(tx, before, change, parents);
  const moved = await changeParents(tx, parents);
  return isSettled || moved ? findTask(tx.db, task.id) : task;
}

/** Changes the given parents, and theirs in turn, until there are none left. Says whether any of them did more than count its children. */
export async function changeParents(tx: TxContext, parents: TouchedParents): Promise<boolean> {
  let moved = false;
  for (let delta = parents.take(); delta; delta = parents.take()) {
    const { parent, change } = await countChildren(tx, delta);
    if (change === null) continue;
    moved = true;
    const { task } = await applyChange(tx, parent, change, parents);
    if (change.to === "review") await askForReview(tx, task);
  }
  return moved;
}

async function applyChange(
  tx: TxContext,
  before: TaskRow,
  change: Change,
  parents: TouchedParents,
): Promise<{ task: TaskRow; isSettled: boolean }> {
  const to = await statusAfterAssignment(tx.db, before, change);
  const holderBefore = before.status === "in_progress" ? before.assigned_to : null;
  const assignedTo =
    change.set?.assigned_to === undefined
      ? before.assigned_to
      : (change.set.assigned_to as string | null);
  const holderAfter = to === "in_progress" ? assignedTo : null;
  if (to === "in_progress" && holderAfter === null) {
    throw new DomainError(
      "conflict",
      `${before.ticket_ref} cannot be in progress without an agent`,
      {
        fix: "assign it to an agent first",
      },
    );
  }

  if (holderAfter !== null && (before.kind === "approval" || before.kind === "wait")) {
    throw new DomainError(
      "conflict",
      `${before.ticket_ref} is of kind ${before.kind}, which nobody claims`,
      {
        fix: "take another task",
      },
    );
  }

  // A dispatch block was about the task as it was before this change.
  const set: TaskColumns =
    before.dispatch_hold === null ? { ...change.set } : { dispatch_hold: null, ...change.set };
  await assertPlaceFree(tx, before, set);
  const handover = holderBefore !== holderAfter;
  // Written with the task's event, which they precede.
  const runEvents: NewEvent[] = [];
  const tell = (event: NewEvent): void => void runEvents.push(event);
  if (handover && holderBefore !== null) {
    const closed = await closeTaskRun(tx, before, to, change.run ?? {}, tell);
    Object.assign(set, { run_id: null }, before.request_id === null ? {} : { request_id: null });
    Object.assign(set, dispatchBlockAfterRelease(tx, closed, before, to, change));
  }
  if (handover && holderAfter !== null)
    Object.assign(set, await openTaskRun(tx, before, holderAfter, change.open ?? {}, tell));
  if (to !== before.status) Object.assign(set, entering(tx.actor, to, change.set ?? {}));
  if (assignedTo !== before.assigned_to) Object.assign(set, resetForNewAssignee(change));
  const followUps = await takeFollowUps(tx, before, to, set);

  const after = await withReadiness(tx, await updateTaskRow(tx, before, set));
  await record(tx, ...runEvents, taskEvent(change, before, after));
  if (change.set?.resolution != null) await answerInText(tx, before, after);
  await createFollowUps(tx, after, followUps, parents);
  return { task: after, isSettled: await settleStructure(tx, before, after, parents) };
}

/** The lines of a hand-in's text that answer comments of its reviewers (lib/rounds/answer-lines.ts). */
async function answerInText(tx: TxContext, before: TaskRow, after: TaskRow): Promise<void> {
  const isHandIn = after.status === "review" || after.status === "done";
  if (before.status !== "in_progress" || !isHandIn || after.resolution === null) return;
  await giveAnswers(tx, before, answerLinesIn(after.resolution), "leave out");
}

/** What every arrival at a status sets, unless the caller set it. */
function entering(actor: Actor, to: TaskStatus, set: TaskColumns): TaskColumns {
  const columns: TaskColumns = { status: to, status_changed_at: DATABASE_NOW, ready: false };
  columns.completed_at = isTerminal(to) ? DATABASE_NOW : null;
  if (to !== "blocked") Object.assign(columns, { blocked_reason: null, blocked_by_id: null });
  columns.blocked_by_agent = to === "blocked" && (set.blocked_by_agent ?? isAgent(actor));
  if (to === "done" && set.outcome === undefined) columns.outcome = "success";
  if (to === "done" || to === "review") columns.dispatch_attempts = 0;
  return columns;
}

const OUTCOME_OF: Partial<Record<TaskStatus, RunResult["outcome"]>> = {
  review: "succeeded",
  done: "succeeded",
  failed: "failed",
};

async function closeTaskRun(
  tx: TxContext,
  before: TaskRow,
  to: TaskStatus,
  result: Partial<RunResult>,
  tell: (event: NewEvent) => void,
): Promise<RunRow | null> {
  if (before.run_id === null) return null;
  return closeRun(tx, before.run_id, { outcome: OUTCOME_OF[to] ?? "cancelled", ...result }, tell);
}

async function openTaskRun(
  tx: TxContext,
  before: TaskRow,
  agent: string,
  open: Partial<OpenRun>,
  tell: (event: NewEvent) => void,
): Promise<TaskColumns> {
  if (open.trigger !== "dispatch") await ensureAgent(tx, agent);
  const run: OpenRun = {
    taskId: before.id,
    taskRef: before.ticket_ref,
    projectId: before.project_id,
    agent,
    trigger: "claim",
    leaseMs: CLAIM_LEASE_MS,
    claimedFrom: before.status,
    claimedFromPool: before.assigned_to === null,
    ...open,
  };
  return { run_id: (await openRun(tx, run, tell)).id };
}

async function updateTaskRow(tx: TxContext, before: TaskRow, set: TaskColumns): Promise<TaskRow> {
  const columns = assignments(set);
  columns.push(Prisma.sql`updated_at = ${NEXT_UPDATED_AT}`);
  const [row] = await tx.db.$queryRaw<{ task: TaskRow }[]>`
    UPDATE tasks t SET ${Prisma.join(columns)}
    FROM projects p
    WHERE t.id = ${before.id} AND t.status = ${before.status}::task_status
      AND t.updated_at = ${before.updated_at}::timestamptz AND p.id = t.project_id
    RETURNING ${TASK_JSON} AS task`;
  if (!row) {
    throw new DomainError("conflict", `${before.ticket_ref} was changed by somebody else`, {
      fix: "read it again and decide anew",
    });
  }
  if (row.task.project_id !== before.project_id) {
    const [moved] = await tx.db.$queryRaw<{ task: TaskRow }[]>`
      SELECT ${TASK_JSON} AS task FROM tasks t JOIN projects p ON p.id = t.project_id WHERE t.id = ${before.id}`;
    return (moved as { task: TaskRow }).task;
  }
  return row.task;
}

function taskEvent(change: Change, before: TaskRow, after: TaskRow): NewEvent {
  return {
    type: change.event ?? defaultEvent(before, after),
    projectId: after.project_id,
    taskId: after.id,
    agent: after.assigned_to,
    runId: after.run_id ?? before.run_id,
    data: { task: after, before, previous_status: before.status, ...change.data },
  };
}

function defaultEvent(before: TaskRow, after: TaskRow): TaskChangeType {
  if (before.status === after.status) return "task.updated";
  return after.status === "done" ? "task.completed" : "task.status_changed";
}
