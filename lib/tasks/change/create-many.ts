import { authorize } from "@/lib/auth/permissions";
import { assertMayWrite } from "@/lib/auth/writes";
import type { Context, TxContext } from "@/lib/core/context";
import { invalid } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import { projectForNewWork } from "@/lib/projects/queries";
import { assertKnownMentions } from "@/lib/tasks/comments/mentions";
import { wakeWhenDue } from "@/lib/tasks/queue/scheduled";
import { reviewRequired } from "@/lib/tasks/review-policy";
import { TASK_JSON, type TaskRow } from "@/lib/tasks/row";
import type { CreateTask, TaskRef } from "@/lib/tasks/schema";
import { TouchedParents } from "@/lib/tasks/structure/children";
import { assertNoCircleThrough } from "@/lib/tasks/structure/circles";
import { alignChain } from "@/lib/tasks/structure/failure-chain";
import { refreshBelow } from "@/lib/tasks/structure/readiness";
import { changeParents } from "./change";
import { assertCanHaveChild, lockParent, orderTaken, toNewTask } from "./create";
import { textsOf } from "./follow-ups";
import { insertTasks, reserveTasks } from "./insert-many.sql";

/** One task of many that are created together. */
export interface PlannedTask {
  /** The key by which other tasks of the plan refer to it. */
  key: string;
  /** Its fields. Its parent and what it waits for are given separately. */
  fields: Omit<CreateTask, "parent_id" | "depends_on" | "project_id">;
  /** What it is to the queue; `work` by default. */
  kind?: TaskRow["kind"];
  /** The key of its parent, which precedes it in the plan; the plan's parent by default. */
  parent?: string;
  /** The keys of the tasks that must be finished first. */
  after?: readonly string[];
}

/**
 * Creates many tasks with parents, orders and dependencies among them, in one transaction and with the same number of
 * statements for 500 as for 5. None can be claimed before all of them are in place. Returns them in the plan's order, in the
 * inbox or assigned. Fails with `invalid` for a key that is unknown or given twice, a circle, an order that is taken, or an
 * unknown project, parent or mention.
 */
export async function createTasks(
  ctx: Context,
  plan: { projectId?: number; parent?: TaskRef; tasks: readonly PlannedTask[] },
  origin: TaskRow["origin"],
): Promise<TaskRow[]> {
  if (plan.tasks.length === 0) return [];
  const project = await projectForNewWork(ctx.db, ctx.actor, plan.projectId);
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
  await assertKnownMentions(ctx.db, "description", texts.join("\n"));
  const places = placesOf(plan.tasks);
  return ctx.transaction(async (tx) => {
    const parent = plan.parent === undefined ? null : await lockParent(tx, plan.parent);
    if (parent) await assertCanHaveChild(tx, parent, { projectId: project.id, execOrder: null });
    const reserved = await reserveTasks(tx.db, project.id, plan.tasks.length);
    const idAt = (index: number): number => (reserved[index] as { id: number }).id;
    const ids = reserved.map(({ id }) => id);
    const rows = plan.tasks.map(({ fields, kind }, index) => {
      const above = places.parents[index] ?? null;
      return {
        ...toNewTask(ctx, { ...fields, project_id: project.id }, origin, project),
        ...(reserved[index] as (typeof reserved)[number]),
        kind: kind ?? ("work" as const),
        parentId: above === null ? (parent?.id ?? null) : idAt(above),
        childrenTotal: places.parents.filter((other) => other === index).length,
      };
    });
    await insertTasks(tx.db, rows).catch((error: unknown) => {
      throw orderTaken(error) ?? error;
    });
    await link(
      tx,
      places.links.map(([from, to]) => [idAt(from), idAt(to)]),
    );
    const tasks = await makeReady(tx, ids);
    if (places.links.length > 0) await assertNoCircleThrough(tx, "after", tasks);
    for (const { id, scheduledFor } of rows) {
      if (scheduledFor && scheduledFor > tx.clock.now()) await wakeWhenDue(tx.db, id, scheduledFor);
    }
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
    await settleBeside(tx, parent, ids);
    const parents = new TouchedParents();
    for (const task of tasks) if (task.parent_id === parent?.id) parents.childChanged(null, task);
    await changeParents(tx, parents);
    return readAll(tx, ids);
  });
}

/** The parent and the dependencies of each task, by their positions in the plan. */
function placesOf(tasks: readonly PlannedTask[]): {
  parents: (number | null)[];
  links: [from: number, to: number][];
} {
  const places = new Map<string, number>();
  const placeOf = (field: string, task: PlannedTask, key: string): number => {
    const place = places.get(key);
    if (place === undefined) throw invalid(field, `${task.key}: there is no ${key} in the plan`);
    return place;
  };
  const parents = tasks.map((task, index) => {
    const above = task.parent === undefined ? null : placeOf("parent", task, task.parent);
    if (places.has(task.key)) throw invalid("key", `${task.key} is given twice`);
    places.set(task.key, index);
    const kind = above === null ? undefined : tasks[above]?.kind;
    if (kind === "approval" || kind === "wait") {
      throw invalid("parent", `${task.key}: ${task.parent} is of kind ${kind} and has no children`);
    }
    return above;
  });
  const links = tasks.flatMap((task, index) =>
    [...new Set(task.after)].map((key): [number, number] => [placeOf("after", task, key), index]),
  );
  const own = links.find(([from, to]) => from === to);
  if (own) throw invalid("after", `${tasks[own[0]]?.key} cannot wait for itself`);
  return { parents, links };
}

async function link(tx: TxContext, links: [from: number, to: number][]): Promise<void> {
  if (links.length === 0) return;
  await tx.db.$executeRaw`
    INSERT INTO task_links (from_id, to_id, type, created_by)
    SELECT l.from_id, l.to_id, 'blocks', ${tx.actor.name}
    FROM unnest(${links.map(([from]) => from)}::int[], ${links.map(([, to]) => to)}::int[]) AS l (from_id, to_id)`;
}

/** Computes readiness once for all of them, after their parents and links are written. */
async function makeReady(tx: TxContext, ids: number[]): Promise<TaskRow[]> {
  await tx.db.$executeRaw`
    UPDATE tasks SET ready = true WHERE id = ANY(${ids}::int[]) AND task_is_ready(id)`;
  return readAll(tx, ids);
}

/** Applies the effects of the new tasks on steps beside them, and of failures there on the new tasks. Index: tasks_steps_idx. */
async function settleBeside(tx: TxContext, parent: TaskRow | null, ids: number[]): Promise<void> {
  if (parent === null) return;
  const steps = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT id FROM tasks WHERE parent_id = ${parent.id} AND exec_mode = 'seq' AND NOT id = ANY(${ids}::int[])`;
  const beside = steps.map(({ id }) => id);
  await refreshBelow(tx, beside);
  await alignChain(tx, [...beside, ...ids]);
}

async function readAll(tx: TxContext, ids: number[]): Promise<TaskRow[]> {
  const rows = await tx.db.$queryRaw<{ task: TaskRow }[]>`
    SELECT ${TASK_JSON} AS task FROM tasks t JOIN projects p ON p.id = t.project_id
    WHERE t.id = ANY(${ids}::int[]) ORDER BY array_position(${ids}::int[], t.id)`;
  return rows.map(({ task }) => task);
}
