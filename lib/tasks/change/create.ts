import { createHash } from "node:crypto";
import { authorize } from "@/lib/auth/permissions";
import { assertMayWrite } from "@/lib/auth/writes";
import { fromUnixSeconds } from "@/lib/core/clock";
import type { Context, TxContext } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { DomainError, invalid, isNotFound } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import {
  isStillFor,
  type ProjectRow,
  projectForNewWork,
  rememberedProject,
  rememberProject,
} from "@/lib/projects/queries";
import { assertKnownMentions, noteTaskMentions } from "@/lib/tasks/comments/mentions";
import { dueAtOf } from "@/lib/tasks/due";
import { findTask, findTaskOr } from "@/lib/tasks/find";
import type { TaskStatus } from "@/lib/tasks/lifecycle";
import { lockProjectStructure, lockStructure, lockTask, lockTasks } from "@/lib/tasks/locks";
import { assertValidOutput } from "@/lib/tasks/output";
import { wakeWhenDue } from "@/lib/tasks/queue/scheduled";
import { reviewRequired } from "@/lib/tasks/review-policy";
import type { TaskRow } from "@/lib/tasks/row";
import type { CreateTask, TaskRef } from "@/lib/tasks/schema";
import { TouchedParents } from "@/lib/tasks/structure/children";
import { assertNoCircleThrough } from "@/lib/tasks/structure/circles";
import { withReadiness } from "@/lib/tasks/structure/readiness";
import { settleStructure } from "@/lib/tasks/structure/structure";
import { changeParents, changeTask } from "./change";
import { followUpsToStore, markCreated, textsOf } from "./follow-ups";
import { createFollowUps } from "./handoff";
import { insertTask, type NewTask } from "./insert.sql";

export function hashOf(resolution: string | null): string | null {
  return resolution === null ? null : createHash("sha256").update(resolution).digest("hex");
}

/**
 * Creates a task together with its parent and dependencies in one transaction, so that it cannot be claimed before they exist. With
 * an assignee, `inbox` becomes `assigned`. Fails with `invalid` for an unknown project, parent,
 * dependency or mention, and for an order that is taken.
 */
export async function createTask(
  ctx: Context,
  input: CreateTask,
  origin: TaskRow["origin"] = "api",
): Promise<TaskRow> {
  const known = rememberedProject(ctx.db, ctx.actor, input.project_id);
  if (known) {
    const created = await createIn(ctx, input, origin, known, true).catch(nullIfRefused);
    if (created) return created;
  }
  const project = await projectForNewWork(ctx.db, ctx.actor, input.project_id);
  rememberProject(ctx.db, ctx.actor, input.project_id, project);
  return (await createIn(ctx, input, origin, project, false)) as TaskRow;
}

/** What was refused because of a remembered project may be allowed by what that project has become. */
export function nullIfRefused(error: unknown): null {
  if (error instanceof DomainError) return null;
  throw error;
}

/** `isRemembered`: the insert has to check that the project is still what it was; it is refused otherwise. */
async function createIn(
  ctx: Context,
  input: CreateTask,
  origin: TaskRow["origin"],
  project: ProjectRow,
  isRemembered: boolean,
): Promise<TaskRow | null> {
  authorize(ctx.actor, "task.create", { projectId: project.id });
  const reviewByPolicy = reviewRequired(undefined, origin, project.review_policy);
  assertMayWrite(ctx.actor, { verb: "create", fields: input, reviewByPolicy });
  assertMayWrite(ctx.actor, { verb: "followUps", templates: input.follow_ups ?? [] });
  const task = toNewTask(ctx, input, origin, project);
  if (isRemembered && !isSimple(input, task)) return null;
  const mentions = await assertKnownMentions(ctx.db, "description", input.description ?? null);
  await assertKnownMentions(ctx.db, "follow_ups", textsOf(input.follow_ups ?? []));
  if (isRemembered && mentions.length > 0) return null;
  if (mentions.length > 0 || !isSimple(input, task)) {
    return ctx.transaction(async (tx) => {
      const created = await createInStructure(tx, input, task);
      await noteTaskMentions(tx.db, created.id, mentions);
      return created;
    });
  }
  const onlyIf = isRemembered ? isStillFor(project, ctx.actor, input.project_id) : undefined;
  return ctx.statement(
    (db, ordinal) => insertTask(db, ctx.actor, task, ordinal, onlyIf),
    () => true,
  );
}

/** Whether nothing else has to be read or changed, so that the insert is the whole transaction. */
function isSimple(input: CreateTask, task: NewTask): boolean {
  return (
    !input.parent_id &&
    !input.depends_on?.length &&
    task.scheduledFor === null &&
    task.status !== "in_progress" &&
    (task.status !== "done" || task.followUps === null)
  );
}

/** The columns of a new task: an assignee turns inbox into assigned, and the project's policy says who needs review. */
export function toNewTask(
  ctx: Context,
  input: CreateTask,
  origin: TaskRow["origin"],
  project: { id: number; review_policy: "required" | "always" | "never" },
): NewTask {
  const assignedTo = input.assigned_to ?? null;
  const status: TaskStatus =
    (input.status ?? "inbox") === "inbox" && assignedTo !== null
      ? "assigned"
      : (input.status ?? "inbox");
  const needsReview = reviewRequired(input.review_required, origin, project.review_policy);
  if (status === "in_progress" && assignedTo === null) {
    throw invalid("assigned_to", "is required for a task that starts in progress");
  }
  const finished = status === "done" || status === "failed" || status === "cancelled";
  const resolution = input.resolution ?? null;
  if (status === "review" || status === "done") {
    assertValidOutput(
      { ticket_ref: "the new task", output_schema: input.output_schema ?? null, command: null },
      resolution,
    );
  }
  return {
    projectId: project.id,
    title: input.title,
    description: input.description ?? null,
    acceptanceCriteria: input.acceptance_criteria ?? null,
    checks: input.checks ?? null,
    status,
    priority: input.priority,
    type: input.type,
    workType: input.work_type ?? null,
    labels: input.labels ?? input.tags ?? [],
    metadata: input.metadata,
    origin,
    createdBy: ctx.actor.name,
    creatorAgentId: ctx.actor.kind === "agent" ? ctx.actor.agentId : null,
    assignedTo,
    parentId: null,
    execMode: input.exec_mode ?? "par",
    execOrder: input.exec_order ?? null,
    onFailure: input.on_failure ?? "block",
    scheduledFor: fromUnixSeconds(input.scheduled_for),
    dueAt: dueAtOf(input) ?? null,
    reviewRequired: needsReview,
    resolution,
    resolutionHash: hashOf(resolution),
    outcome: input.outcome ?? null,
    errorMessage: input.error_message ?? null,
    estimatedHours: input.estimated_hours ?? null,
    actualHours: input.actual_hours ?? null,
    feedbackRating: input.feedback_rating ?? null,
    feedbackNotes: input.feedback_notes ?? null,
    retryCount: input.retry_count ?? 0,
    followUps: followUpsToStore(input.follow_ups ?? [], null),
    outputSchema: input.output_schema ?? null,
    command: input.command ?? null,
    workflowRunId: null,
    workflowStageId: null,
    workflow: null,
    completedAt: finished ? (fromUnixSeconds(input.completed_at) ?? ctx.clock.now()) : null,
    ready: status === "inbox" || status === "assigned",
  };
}

async function createInStructure(
  tx: TxContext,
  input: CreateTask,
  task: NewTask,
): Promise<TaskRow> {
  // A new task can close a circle only through what it waits for.
  if (input.depends_on?.length) await lockProjectStructure(tx, task.projectId);
  const parent = input.parent_id ? await lockParent(tx, input.parent_id) : null;
  if (parent) await assertCanHaveChild(tx, parent, task);
  const blockers = await lockBlockers(tx, input.depends_on ?? [], task.projectId);
  const startsClaimed = task.status === "in_progress";
  const inserted = await insertTask(
    tx.db,
    tx.actor,
    {
      ...task,
      followUps: task.status === "done" ? markCreated(task.followUps) : task.followUps,
      status: startsClaimed ? "assigned" : task.status,
      parentId: parent?.id ?? null,
      execMode: input.exec_mode ?? modeUnder(parent?.exec_mode, task.execOrder),
      ready: false,
    },
    null,
  ).catch((error: unknown) => {
    throw orderTaken(error) ?? error;
  });
  for (const blocker of blockers) {
    await tx.db.taskLink.create({
      data: { fromId: blocker.id, toId: inserted.id, type: "blocks", createdBy: tx.actor.name },
    });
  }
  if (blockers.length > 0) await assertNoCircleThrough(tx, "depends_on", [inserted]);
  const placed = await withReadiness(tx, inserted);
  await wakeWhenDue(tx, [placed]);
  await record(tx, {
    type: "task.created",
    projectId: placed.project_id,
    taskId: placed.id,
    agent: placed.assigned_to,
    data: { task: placed },
  });
  const parents = new TouchedParents();
  if (task.status === "done") {
    await createFollowUps(tx, placed, input.follow_ups ?? [], parents);
  }
  await settleStructure(tx, null, placed, parents);
  await changeParents(tx, parents);
  const settled = await findTask(tx.db, placed.id);
  if (!startsClaimed) return settled;
  return changeTask(tx, settled, { to: "in_progress", event: "task.claimed" });
}

/** Whether a new child that was given an order, but no mode, is a step: below a task that is a step itself. */
export function modeUnder(
  parentMode: TaskRow["exec_mode"] | undefined,
  execOrder: number | null,
): TaskRow["exec_mode"] {
  return parentMode === "seq" && execOrder !== null ? "seq" : "par";
}

/** Locks the structure that a task is about to join, and the parent's row. */
export async function lockParent(tx: TxContext, ref: TaskRef): Promise<TaskRow> {
  const { id } = await findTaskOr(tx, ref, () => invalid("parent_id", `there is no task ${ref}`));
  await lockStructure(tx, id);
  return findNamed(tx, "parent_id", id);
}

export async function findNamed(tx: TxContext, field: string, ref: TaskRef): Promise<TaskRow> {
  try {
    return await lockTask(tx, ref);
  } catch (error) {
    throw isNotFound(error) ? invalid(field, `there is no task ${ref}`) : error;
  }
}

export async function assertCanHaveChild(
  tx: TxContext,
  parent: TaskRow,
  child: { projectId: number; execOrder: number | null },
): Promise<void> {
  if (parent.project_id !== child.projectId) {
    throw invalid("parent_id", `${parent.ticket_ref} is in another project`);
  }
  if (parent.archived_at !== null) throw invalid("parent_id", `${parent.ticket_ref} is archived`);
  if (parent.kind === "approval" || parent.kind === "wait") {
    throw invalid(
      "parent_id",
      `${parent.ticket_ref} is of kind ${parent.kind} and has no children`,
    );
  }
  assertMayWrite(tx.actor, { verb: "divide", parent });
  if (child.execOrder === null) return;
  const [taken] = await tx.db.$queryRaw<{ ticket_ref: string }[]>`
    SELECT ticket_ref FROM tasks WHERE parent_id = ${parent.id} AND exec_order = ${child.execOrder} AND archived_at IS NULL`;
  if (taken)
    throw invalid(
      "exec_order",
      `must be unique within parent: ${taken.ticket_ref} has ${child.execOrder}`,
    );
}

async function lockBlockers(tx: TxContext, refs: TaskRef[], projectId: number): Promise<TaskRow[]> {
  const ids: number[] = [];
  for (const ref of refs) {
    const task = await findTaskOr(tx, ref, () => invalid("depends_on", `there is no task ${ref}`));
    if (task.project_id !== projectId)
      throw invalid("depends_on", `${task.ticket_ref} is in another project`);
    ids.push(task.id);
  }
  const wanted = [...new Set(ids)];
  const blockers = await lockTasks(tx, wanted);
  const gone = wanted.find((id) => !blockers.some((blocker) => blocker.id === id));
  if (gone !== undefined)
    throw invalid("depends_on", `there is no task ${refs[ids.indexOf(gone)]}`);
  return blockers;
}

/** Translates the error of the unique index when two commands take the same place at once. */
export function orderTaken(error: unknown): DomainError | null {
  const unique =
    error instanceof Prisma.PrismaClientKnownRequestError &&
    /exec_order/.test(JSON.stringify(error.meta));
  return unique ? invalid("exec_order", "must be unique within parent") : null;
}
