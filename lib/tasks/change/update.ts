import { authorize, isAgent } from "@/lib/auth/permissions";
import { assertMayWrite } from "@/lib/auth/writes";
import { fromUnixSeconds } from "@/lib/core/clock";
import type { Context, TxContext } from "@/lib/core/context";
import { DATABASE_NOW, type TaskColumns } from "@/lib/tasks/columns";
import { assertKnownMentions, noteTaskMentions } from "@/lib/tasks/comments/mentions";
import { dueAtOf, isSameDue } from "@/lib/tasks/due";
import { findReadable } from "@/lib/tasks/find";
import { isOverride, isTerminal, type TaskStatus } from "@/lib/tasks/lifecycle";
import { lockProjectStructure, lockTask } from "@/lib/tasks/locks";
import { assertValidOutput } from "@/lib/tasks/output";
import { assertClaimable, takeCapacityForClaim } from "@/lib/tasks/queue/claim";
import { assertEtag, assertIsHolder, assertTransition } from "@/lib/tasks/queue/fence";
import { renewLease } from "@/lib/tasks/queue/lease";
import { wakeWhenDue } from "@/lib/tasks/queue/scheduled";
import type { TaskRow } from "@/lib/tasks/row";
import type { TaskRef, UpdateTask } from "@/lib/tasks/schema";
import { assertNoCircle, moveToProject } from "@/lib/tasks/structure/placement";
import { changeTask } from "./change";
import { assertCanHaveChild, findNamed, hashOf } from "./create";
import { areSame, followUpsToStore, textsOf } from "./follow-ups";
import {
  askForReview,
  assertChildrenFinished,
  mayBeDone,
  mayBeDoneByOperator,
  reviewNeeded,
} from "./gate";
import { withWholeLabels } from "./labels";
import { reopened } from "./reopened";
import { isPlainChange, updatePlainColumns } from "./update-plain.sql";

export interface Updated {
  task: TaskRow;
  unchanged: boolean;
}

/**
 * Changes the given fields, status, assignee and place in one transaction. Fails with `stale_etag` if the task has changed
 * since the caller read it, `conflict` for a move that the lifecycle does not have, `review_required` for done without a
 * verdict, and `stale_run` if the claim was lost. A change that names its run renews that run's lease.
 */
export async function updateTask(
  ctx: Context,
  ref: TaskRef,
  given: UpdateTask,
  expected?: { etag: string },
): Promise<Updated> {
  return (
    (await updatePlain(ctx, ref, given, expected)) ??
    (await updateInStructure(ctx, ref, given, expected))
  );
}

/**
 * The same in two round trips, for a change of fields from which nothing follows: the task is read, and changed if it is still as it was
 * read. Returns null, having changed nothing, for any other change.
 */
async function updatePlain(
  ctx: Context,
  ref: TaskRef,
  given: UpdateTask,
  expected?: { etag: string },
): Promise<Updated | null> {
  if (NEEDS_LOCKS.some((field) => given[field] !== undefined)) return null;
  const task = await findReadable(ctx, ref);
  const input = withWholeLabels(task, given);
  if (statusFor(task, input) !== task.status) return null;
  assertMayUpdate(ctx, task, input, expected);
  const mentions = await assertKnownMentions(ctx.db, "description", input.description ?? null);
  if (mentions.length > 0) return null;
  const set = changedFields(task, input);
  if (Object.keys(set).length === 0) return { task, unchanged: true };
  assertOutputOf(task, task.status, set);
  if (!isPlainChange(task, set)) return null;
  const changed = await ctx.statement(
    (db, ordinal) => updatePlainColumns(db, ctx.actor, task, set, ordinal),
    (row) => row !== null,
  );
  return changed && { task: changed, unchanged: false };
}

/** The same for any change. */
export async function updateInStructure(
  ctx: Context,
  ref: TaskRef,
  given: UpdateTask,
  expected?: { etag: string },
): Promise<Updated> {
  return ctx.transaction(async (tx) => {
    const task = await lockToUpdate(tx, ref, given);
    const input = withWholeLabels(task, given);
    assertMayUpdate(tx, task, input, expected);
    if (input.run_id !== undefined) assertIsHolder(tx, task, input.run_id);
    const updated = await applyUpdate(tx, task, input);
    if (input.run_id === undefined || updated.task.run_id !== input.run_id) return updated;
    const lease = await renewLease(tx.db, task.id, input.run_id);
    if (!lease) return updated;
    return { ...updated, task: { ...updated.task, lease_expires_at: lease.toISOString() } };
  });
}

function assertMayUpdate(
  { actor }: Context,
  task: TaskRow,
  input: UpdateTask,
  expected?: { etag: string },
): void {
  authorize(actor, "task.update", { projectId: task.project_id, taskRunId: task.run_id });
  assertMayWrite(actor, { verb: "change", task, fields: changesOf(task, input) });
  assertEtag(task, input.etag ?? expected?.etag);
}

const PLACE = ["parent_id", "exec_order", "exec_mode", "project_id"] as const;
/** The fields that always go the general way, because they concern other tasks, or who has this one. */
const NEEDS_LOCKS = [...PLACE, "run_id", "follow_ups", "scheduled_for", "archived"] as const;

/** Locks a task for this change. If the change may move the task elsewhere, it locks the whole structure of the project. */
export async function lockToUpdate(
  tx: TxContext,
  ref: TaskRef,
  input: Pick<UpdateTask, (typeof PLACE)[number]>,
): Promise<TaskRow> {
  if (PLACE.some((field) => input[field] !== undefined)) {
    await lockProjectStructure(tx, (await findReadable(tx, ref)).project_id);
  }
  return lockTask(tx, ref);
}

/**
 * Applies the change to a task whose row the transaction has locked. The caller checks role, project and etag. Fails with
 * `forbidden` or `conflict` for what the actor may not write.
 */
export async function applyUpdate(
  tx: TxContext,
  task: TaskRow,
  given: UpdateTask,
): Promise<Updated> {
  const input = withWholeLabels(task, given);
  assertMayWrite(tx.actor, { verb: "change", task, fields: changesOf(task, input) });
  const mentions = await assertKnownMentions(tx.db, "description", input.description ?? null);
  await assertKnownMentions(tx.db, "follow_ups", textsOf(input.follow_ups ?? []));
  await noteTaskMentions(tx.db, task.id, mentions);

  const set = await changedTaskColumns(tx, task, input);
  const to = statusFor(task, input);
  if (to !== task.status) await prepareMove(tx, task, to, set);
  if (Object.keys(set).length === 0 && to === task.status) return { task, unchanged: true };
  assertOutputOf(task, to, set);

  const override = isOverride(task.status, to);
  const after = await changeTask(tx, task, {
    to,
    set,
    data: override ? { override: true } : {},
  });
  if (to === "review" && task.status !== "review") await askForReview(tx, after);
  if (after.scheduled_for !== task.scheduled_for) await wakeWhenDue(tx, [after]);
  return { task: after, unchanged: false };
}

/** The status that follows from assignment alone: setting an assignee moves inbox to assigned, clearing it moves it back. */
function statusFor(task: TaskRow, input: UpdateTask): TaskStatus {
  if (input.status !== undefined && input.status !== task.status) {
    const assignee = input.assigned_to === undefined ? task.assigned_to : input.assigned_to;
    return input.status === "inbox" && assignee !== null && input.assigned_to !== undefined
      ? "assigned"
      : input.status;
  }
  if (input.status !== undefined || input.assigned_to === undefined) return task.status;
  if (task.status === "inbox" && input.assigned_to !== null) return "assigned";
  if (task.status === "assigned" && input.assigned_to === null) return "inbox";
  if (task.status === "in_progress" && input.assigned_to === null) return "inbox";
  return task.status;
}

async function prepareMove(
  tx: TxContext,
  task: TaskRow,
  to: TaskStatus,
  set: TaskColumns,
): Promise<void> {
  assertTransition(tx, task, to);
  if (to === "in_progress" && isAgent(tx.actor)) {
    // An agent that sets `in_progress` claims the task, under every rule of a claim.
    const agent = (set.assigned_to === undefined ? task.assigned_to : set.assigned_to) as
      | string
      | null;
    authorize(tx.actor, "task.claim", { agent, projectId: task.project_id });
    await assertClaimable(tx, task, agent);
    if (agent !== null) await takeCapacityForClaim(tx, agent);
  }
  if (isAgent(tx.actor) && (to === "review" || to === "done")) assertChildrenFinished(task);
  if (to === "done") {
    const hash =
      set.resolution_hash === undefined
        ? task.resolution_hash
        : (set.resolution_hash as string | null);
    const passes = isAgent(tx.actor) ? mayBeDone : mayBeDoneByOperator;
    if (!(await passes(tx.db, task, hash))) throw await reviewNeeded(tx.db, task);
  }
  if (isTerminal(task.status)) Object.assign(set, { ...reopened(), ...set });
  if (to === "inbox" && set.assigned_to === undefined && task.status !== "inbox")
    set.assigned_to = null;
}

/** What is handed in, or changed in work that was, is what the task's output schema asks for. */
function assertOutputOf(task: TaskRow, to: TaskStatus, set: TaskColumns): void {
  if (to !== "review" && to !== "done") return;
  if (to === task.status && set.resolution === undefined) return;
  const resolution = set.resolution === undefined ? task.resolution : set.resolution;
  const schema = set.output_schema === undefined ? task.output_schema : set.output_schema;
  assertValidOutput(
    { ...task, output_schema: schema as TaskRow["output_schema"] },
    resolution as string | null,
  );
}

const DIRECT = [
  "title",
  "description",
  "acceptance_criteria",
  "checks",
  "output_schema",
  "command",
  "priority",
  "type",
  "work_type",
  "metadata",
  "assigned_to",
  "estimated_hours",
  "actual_hours",
  "outcome",
  "error_message",
  "feedback_rating",
  "feedback_notes",
  "retry_count",
  "exec_mode",
  "exec_order",
  "on_failure",
  "review_required",
  "blocked_reason",
] as const;

/** The fields that the input changes, by the names of `TASK_FIELDS`. A parent given by its ticket_ref counts as changed. */
function changesOf(task: TaskRow, input: UpdateTask): Record<string, unknown> {
  const present: Partial<Record<keyof UpdateTask, unknown>> = {
    status: task.status,
    labels: task.labels,
    tags: task.labels,
    resolution: task.resolution,
    archived: task.archived_at !== null,
    project_id: task.project_id,
    parent_id: task.parent_id,
  };
  for (const name of DIRECT) present[name] = task[name];
  const changes = Object.entries(input).filter(([field, value]) => {
    if (value === undefined || NO_FIELDS.includes(field)) return false;
    if (field === "due_on" || field === "due_date") {
      return !isSameDue(dueAtOf(input) ?? null, task.due_at);
    }
    if (field === "scheduled_for")
      return !sameTime(input.scheduled_for ?? null, task.scheduled_for);
    if (field === "follow_ups") {
      return !areSame(followUpsToStore(input.follow_ups ?? [], task.follow_ups), task.follow_ups);
    }
    return !same(value, present[field as keyof UpdateTask]);
  });
  return Object.fromEntries(changes);
}

/** The input keys that are not fields of the task, or that the server ignores. */
const NO_FIELDS = ["etag", "run_id", "completed_at", "created_by", "workspace_id"];

/** The columns of the task itself that the input changes, but for what decides when and where it is done. */
function changedFields(task: TaskRow, input: UpdateTask): TaskColumns {
  const set: TaskColumns = {};
  for (const name of DIRECT) {
    const value = input[name];
    if (value !== undefined && !same(value, task[name])) set[name] = value;
  }
  const labels = input.labels ?? input.tags;
  if (labels !== undefined && !same(labels, task.labels)) set.labels = labels;
  if (input.resolution !== undefined && input.resolution !== task.resolution) {
    set.resolution = input.resolution;
    set.resolution_hash = hashOf(input.resolution);
  }
  const dueAt = dueAtOf(input);
  if (dueAt !== undefined && !isSameDue(dueAt, task.due_at)) set.due_at = dueAt;
  return set;
}

async function changedTaskColumns(
  tx: TxContext,
  task: TaskRow,
  input: UpdateTask,
): Promise<TaskColumns> {
  const set = changedFields(task, input);
  if (input.follow_ups !== undefined) {
    authorize(tx.actor, "task.create", { projectId: task.project_id });
    assertMayWrite(tx.actor, { verb: "followUps", templates: input.follow_ups ?? [] });
    const stored = followUpsToStore(input.follow_ups ?? [], task.follow_ups);
    if (!areSame(stored, task.follow_ups)) set.follow_ups = stored;
  }
  if (input.scheduled_for !== undefined && !sameTime(input.scheduled_for, task.scheduled_for)) {
    set.scheduled_for = fromUnixSeconds(input.scheduled_for);
  }
  if (input.archived !== undefined && input.archived !== (task.archived_at !== null)) {
    set.archived_at = input.archived ? DATABASE_NOW : null;
  }
  if (input.project_id !== undefined && input.project_id !== task.project_id) {
    const isReviewed = input.review_required ?? task.review_required;
    Object.assign(set, await moveToProject(tx, task, input.project_id, isReviewed));
  }
  await placeUnder(tx, task, input, set);
  return set;
}

async function placeUnder(
  tx: TxContext,
  task: TaskRow,
  input: UpdateTask,
  set: TaskColumns,
): Promise<void> {
  if (input.parent_id !== undefined) {
    const parent =
      input.parent_id === null ? null : await findNamed(tx, "parent_id", input.parent_id);
    if ((parent?.id ?? null) !== task.parent_id) {
      if (parent) await assertNoCircle(tx, task, parent);
      set.parent_id = parent?.id ?? null;
    }
  }
  const parentId = set.parent_id === undefined ? task.parent_id : (set.parent_id as number | null);
  const order = set.exec_order === undefined ? task.exec_order : (set.exec_order as number | null);
  const moved = set.parent_id !== undefined || set.exec_order !== undefined;
  if ((moved || set.exec_mode !== undefined) && task.parent_id !== null) {
    assertMayWrite(tx.actor, { verb: "divide", parent: await lockTask(tx, task.parent_id) });
  }
  if (!moved || parentId === null) return;
  const parent = await lockTask(tx, parentId);
  await assertCanHaveChild(tx, parent, {
    projectId: (set.project_id as number | undefined) ?? task.project_id,
    execOrder: order,
  });
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function sameTime(seconds: number | null, iso: string | null): boolean {
  if (seconds === null || iso === null) return seconds === null && iso === null;
  return seconds === Math.floor(Date.parse(iso) / 1000);
}
