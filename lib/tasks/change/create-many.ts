import { authorize } from "@/lib/auth/permissions";
import { assertMayWrite } from "@/lib/auth/writes";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { invalid } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import {
  isStillFor,
  type ProjectRow,
  projectForNewWork,
  rememberedProject,
  rememberProject,
} from "@/lib/projects/queries";
import type { TaskCommand } from "@/lib/tasks/command";
import {
  assertKnownMentions,
  type Mentioned,
  mentionsIn,
  noteMentionsOfTasks,
} from "@/lib/tasks/comments/mentions";
import { wakeWhenDue } from "@/lib/tasks/queue/scheduled";
import { reviewRequired } from "@/lib/tasks/review-policy";
import type { TaskPlaceInWorkflow, TaskRow } from "@/lib/tasks/row";
import type { CreateTask, TaskRef } from "@/lib/tasks/schema";
import { TouchedParents } from "@/lib/tasks/structure/children";
import { assertNoCircleThrough } from "@/lib/tasks/structure/circles";
import { type AddedTask, addTasks, readTasks, settleAdded } from "./add-tasks";
import { changeParents } from "./change";
import {
  assertCanHaveChild,
  lockParent,
  modeUnder,
  nullIfRefused,
  orderTaken,
  toNewTask,
} from "./create";
import { textsOf } from "./follow-ups";
import { insertTasksAlone } from "./insert-many.sql";

interface PlannedStage {
  runId: number;
  /** Null for the run's root. */
  stageId: number | null;
  place: TaskPlaceInWorkflow;
  /** In place of the one in `fields`, which callers may send. */
  command?: TaskCommand | null;
}

const columnsOf = (stage: PlannedStage | undefined) =>
  stage && {
    workflowRunId: stage.runId,
    workflowStageId: stage.stageId,
    workflow: stage.place,
    ...(stage.command === undefined ? {} : { command: stage.command }),
  };

/** One task of many that are created together. */
export interface PlannedTask {
  /** The key by which other tasks of the plan refer to it. */
  key: string;
  /** Its fields. Its parent and what it waits for are given separately. */
  fields: Omit<CreateTask, "parent_id" | "depends_on" | "project_id">;
  /** Its place in the run of a workflow, and what a worker runs for it. Never from a caller's input. */
  stage?: PlannedStage;
  /** What it is to the queue; `work` by default. */
  kind?: TaskRow["kind"];
  /** The key of its parent, which precedes it in the plan; the plan's parent by default. */
  parent?: string;
  /** The keys of the tasks that must be finished first. */
  after?: readonly string[];
}

interface Plan {
  projectId?: number;
  parent?: TaskRef;
  tasks: readonly PlannedTask[];
}

/**
 * Creates many tasks with parents, orders and dependencies among them, in one transaction and with the same number of
 * statements for 500 as for 5: one, where they have none of these. None can be claimed before all of them are in place. Returns them
 * in the plan's order, in the inbox or assigned. Fails with `invalid` for a key that is unknown or given twice, a circle, an order that
 * is taken, or an unknown project, parent or mention.
 */
export async function createTasks(
  ctx: Context,
  plan: Plan,
  origin: TaskRow["origin"],
): Promise<TaskRow[]> {
  if (plan.tasks.length === 0) return [];
  if (!areAlone(plan)) return createTasksInStructure(ctx, plan, origin);
  const known = rememberedProject(ctx.db, ctx.actor, plan.projectId);
  if (known) {
    const onlyIf = isStillFor(known, ctx.actor, plan.projectId);
    const created = await createAlone(ctx, plan, origin, known, onlyIf).catch(nullIfRefused);
    if (created) return created;
  }
  const project = await projectForNewWork(ctx.db, ctx.actor, plan.projectId);
  rememberProject(ctx.db, ctx.actor, plan.projectId, project);
  return createAlone(ctx, plan, origin, project, Prisma.sql`true`);
}

/** Whether the plan's tasks have nothing above or before them and mention nobody, so that inserting them is the whole transaction. */
const areAlone = ({ parent, tasks }: Plan): boolean =>
  parent === undefined &&
  tasks.every(
    (task) =>
      task.parent === undefined &&
      !task.after?.length &&
      task.fields.scheduled_for == null &&
      mentionsIn(task.fields.description ?? "").length === 0,
  );

/** `onlyIf` is what must be true of the project's row, so that what is known of it still holds. */
async function createAlone(
  ctx: Context,
  plan: Plan,
  origin: TaskRow["origin"],
  project: ProjectRow,
  onlyIf: Prisma.Sql,
): Promise<TaskRow[]> {
  await assertMayCreate(ctx, plan, origin, project);
  // Refuses keys that are given twice.
  placesOf(plan.tasks);
  const tasks = plan.tasks.map(({ fields, kind, stage }) => ({
    ...toNewTask(ctx, { ...fields, project_id: project.id }, origin, project),
    ...columnsOf(stage),
    kind: kind ?? "work",
  }));
  return ctx.statement(
    (db, ordinal) => insertTasksAlone(db, ctx.actor, tasks, ordinal, onlyIf),
    () => true,
    tasks.length,
  );
}

async function assertMayCreate(
  ctx: Context,
  plan: Plan,
  origin: TaskRow["origin"],
  project: ProjectRow,
): Promise<Mentioned[]> {
  authorize(ctx.actor, "task.create", { projectId: project.id });
  const reviewByPolicy = reviewRequired(undefined, origin, project.review_policy);
  for (const { fields } of plan.tasks) {
    assertMayWrite(ctx.actor, { verb: "create", fields, reviewByPolicy });
    assertMayWrite(ctx.actor, { verb: "followUps", templates: fields.follow_ups ?? [] });
    if (fields.status !== undefined && fields.status !== "inbox" && fields.status !== "assigned") {
      throw invalid("status", "must be inbox or assigned for tasks that are created together");
    }
  }
  const texts = plan.tasks.flatMap(({ fields }) => [
    fields.description ?? "",
    textsOf(fields.follow_ups ?? []),
  ]);
  return assertKnownMentions(ctx.db, "description", texts.join("\n"));
}

/** Whom each task's description mentions, of those who are known. The tasks are in the plan's order. */
function mentionsOf(plan: Plan, tasks: readonly { id: number }[], known: readonly Mentioned[]) {
  return plan.tasks.flatMap(({ fields }, position) => {
    const handles = mentionsIn(fields.description ?? "");
    const called = known.filter(({ handle }) => handles.includes(handle));
    return called.map(({ name }) => ({ name, taskId: (tasks[position] as { id: number }).id }));
  });
}

/** The same for any tasks. */
export async function createTasksInStructure(
  ctx: Context,
  plan: Plan,
  origin: TaskRow["origin"],
): Promise<TaskRow[]> {
  const project = await projectForNewWork(ctx.db, ctx.actor, plan.projectId);
  const mentioned = await assertMayCreate(ctx, plan, origin, project);
  const places = placesOf(plan.tasks);
  return ctx.transaction(async (tx) => {
    const parent = plan.parent === undefined ? null : await lockParent(tx, plan.parent);
    if (parent) await assertCanHaveChild(tx, parent, { projectId: project.id, execOrder: null });
    const toAdd: AddedTask[] = [];
    for (const [position, { fields, kind, stage }] of plan.tasks.entries()) {
      const { parentAt, blockersAt } = places[position] as Place;
      const task = toNewTask(ctx, { ...fields, project_id: project.id }, origin, project);
      const modeAbove = parentAt === null ? parent?.exec_mode : toAdd[parentAt]?.execMode;
      toAdd.push({
        ...task,
        ...columnsOf(stage),
        kind: kind ?? "work",
        parentId: parentAt === null ? (parent?.id ?? null) : null,
        parentAt,
        execMode: fields.exec_mode ?? modeUnder(modeAbove, task.execOrder),
        blockers: { ids: [], at: blockersAt },
      });
    }
    const tasks = await addTasks(tx, project.id, toAdd).catch((error: unknown) => {
      throw orderTaken(error) ?? error;
    });
    const hasLinks = places.some(({ blockersAt }) => blockersAt.length > 0);
    if (hasLinks) await assertNoCircleThrough(tx, "after", tasks);
    await noteMentionsOfTasks(tx.db, mentionsOf(plan, tasks, mentioned));
    await wakeWhenDue(tx, tasks);
    await record(
      tx,
      ...tasks.map((task) => ({
        type: "task.created" as const,
        projectId: task.project_id,
        taskId: task.id,
        agent: task.assigned_to,
        data: { task },
      })),
    );
    const parents = new TouchedParents();
    await settleAdded(tx, tasks, parents);
    await changeParents(tx, parents);
    return readTasks(
      tx,
      tasks.map(({ id }) => id),
    );
  });
}

/** Where a planned task belongs: the positions of its parent and of its blockers in the plan. */
interface Place {
  parentAt: number | null;
  blockersAt: number[];
}

function placesOf(tasks: readonly PlannedTask[]): Place[] {
  const positions = new Map<string, number>();
  const positionOf = (field: string, task: PlannedTask, key: string): number => {
    const position = positions.get(key);
    if (position === undefined) throw invalid(field, `${task.key}: there is no ${key} in the plan`);
    return position;
  };
  const parents = tasks.map((task, position) => {
    const above = task.parent === undefined ? null : positionOf("parent", task, task.parent);
    if (positions.has(task.key)) throw invalid("key", `${task.key} is given twice`);
    positions.set(task.key, position);
    const kind = above === null ? undefined : tasks[above]?.kind;
    if (kind === "approval" || kind === "wait") {
      throw invalid("parent", `${task.key}: ${task.parent} is of kind ${kind} and has no children`);
    }
    return above;
  });
  return tasks.map((task, position) => {
    const blockersAt = [...new Set(task.after)].map((key) => positionOf("after", task, key));
    if (blockersAt.includes(position)) throw invalid("after", `${task.key} cannot wait for itself`);
    return { parentAt: parents[position] ?? null, blockersAt };
  });
}
