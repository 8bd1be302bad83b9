import { authorize } from "@/lib/auth/permissions";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError, invalid } from "@/lib/core/errors";
import { lockNamed } from "@/lib/core/locks";
import { parse } from "@/lib/http/validate";
import { actingContext } from "@/lib/profiles/orchestrator";
import type { ProjectRow } from "@/lib/projects/queries";
import { createTask } from "@/lib/tasks/change/create";
import { applyUpdate } from "@/lib/tasks/change/update";
import { lockProjectStructure, lockTask } from "@/lib/tasks/locks";
import { assertEtag } from "@/lib/tasks/queue/fence";
import type { TaskRow } from "@/lib/tasks/row";
import { CreateTask, UpdateTask } from "@/lib/tasks/schema";
import { linkTasks, unlinkTasks } from "@/lib/tasks/structure/links";
import { etagOf } from "@/lib/tasks/wire";
import { projectOf } from "./find";
import { type ItemRow, itemOfTask, TASK_PRIORITIES, tasksNamed } from "./item.sql";
import type { PutWork } from "./schema";

export interface PutItem {
  item: ItemRow;
  created: boolean;
  changed: boolean;
}

/**
 * Puts an item on the board under an id that the caller chose: a task of origin `work`, which can start once everything that it depends on
 * is done. Putting it again changes what is given, as long as nobody has begun it. Fails with `conflict` once somebody has, with
 * `stale_etag` if it has changed since the caller read it, and with `invalid` for a dependency that is not there or that closes a circle.
 */
export async function putWork(ctx: Context, input: PutWork): Promise<PutItem> {
  const project = await projectOf(ctx, input.project_id);
  authorize(ctx.actor, "work.manage", { projectId: project.id });
  assertNoTicket(project, input.id);
  const acting = await actingContext(ctx);
  return acting.transaction((tx) => putIn(tx, project, input));
}

/** An id that reads like a reference of the same project would hide that ticket. */
function assertNoTicket({ prefix, name }: ProjectRow, id: string): void {
  const isLike = id.toUpperCase().startsWith(`${prefix.toUpperCase()}-`);
  if (!isLike || !/^\d+$/.test(id.slice(prefix.length + 1))) return;
  throw invalid("id", `must not look like a ticket of ${name}: ${id}`, {
    fix: "choose another id, or change that ticket with PATCH /api/tasks",
  });
}

async function putIn(tx: TxContext, project: ProjectRow, input: PutWork): Promise<PutItem> {
  // Of two callers with one id, the second changes what the first has made.
  await lockNamed(tx.db, `work:${project.id}:${input.id}`);
  // A dependency changes the shape of the project, and its lock comes before those of tasks.
  if (input.depends_on !== undefined) await lockProjectStructure(tx, project.id);
  const [known] = await tx.db.$queryRaw<{ task_id: number }[]>`
    SELECT w.task_id FROM work_items w JOIN tasks t ON t.id = w.task_id AND t.project_id = w.project_id
    WHERE w.project_id = ${project.id}::int AND w.key = ${input.id}`;
  const needed = await dependenciesOf(tx, project, input, known?.task_id ?? null);
  return known ? putAgain(tx, known.task_id, input, needed) : putNew(tx, project, input, needed);
}

/** The tasks that it depends on; null where nothing was said. Fails with `invalid`, naming those that are not there. */
async function dependenciesOf(
  tx: TxContext,
  project: ProjectRow,
  { id, depends_on: names }: PutWork,
  ownId: number | null,
): Promise<number[] | null> {
  if (names === undefined) return null;
  const known = await tasksNamed(tx.db, project.id, names);
  if (names.includes(id) || names.some((name) => ownId !== null && known.get(name) === ownId))
    throw invalid("depends_on", `would close a circle: ${id} → ${id}`);
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw invalid("depends_on", `names no work item of ${project.name}: ${unknown.join(", ")}`, {
      fix: "add those first, or leave them out",
    });
  }
  return [...new Set(names.map((name) => known.get(name) as number))];
}

async function putNew(
  tx: TxContext,
  project: ProjectRow,
  input: PutWork,
  needed: number[] | null,
): Promise<PutItem> {
  if (input.etag !== undefined) {
    throw new DomainError("stale_etag", `There is no work item ${input.id} any more`, {
      fix: "leave the etag out to add it anew",
    });
  }
  const priority = input.priority ?? 3;
  const fields = parse(
    CreateTask,
    {
      title: input.title,
      description: input.spec ?? null,
      work_type: input.type ?? "custom",
      priority: TASK_PRIORITIES[priority - 1],
      assigned_to: input.assigned_to ?? null,
      project_id: project.id,
      ...(needed?.length ? { depends_on: needed } : {}),
    },
    "body",
  );
  const task = await createTask(tx, fields, "work");
  // A key whose task has moved to another project is free again.
  await tx.db.$executeRaw`
    DELETE FROM work_items w USING tasks t
    WHERE w.project_id = ${project.id}::int AND w.key = ${input.id} AND t.id = w.task_id AND t.project_id <> w.project_id`;
  await tx.db.$executeRaw`
    INSERT INTO work_items (project_id, key, task_id, priority) VALUES (${project.id}::int, ${input.id}, ${task.id}::int, ${priority}::int)`;
  return { item: (await itemOfTask(tx.db, task.id)) as ItemRow, created: true, changed: true };
}

async function putAgain(
  tx: TxContext,
  taskId: number,
  input: PutWork,
  needed: number[] | null,
): Promise<PutItem> {
  const task = await lockTask(tx, taskId);
  authorize(tx.actor, "task.update", { projectId: task.project_id, taskRunId: task.run_id });
  assertEtag(task, input.etag);
  assertNotBegun(task, input.id);
  const before = etagOf(task);
  const renumbered =
    input.priority === undefined
      ? 0
      : await tx.db.$executeRaw`
          UPDATE work_items SET priority = ${input.priority}::int WHERE task_id = ${taskId} AND priority <> ${input.priority}::int`;
  const fields = parse(
    UpdateTask,
    {
      title: input.title,
      ...(input.spec === undefined ? {} : { description: input.spec }),
      ...(input.type === undefined ? {} : { work_type: input.type }),
      ...(input.priority === undefined ? {} : { priority: TASK_PRIORITIES[input.priority - 1] }),
      ...(input.assigned_to === undefined ? {} : { assigned_to: input.assigned_to }),
    },
    "body",
  );
  await applyUpdate(tx, task, fields);
  if (needed !== null) await dependOn(tx, task, needed);
  const item = (await itemOfTask(tx.db, taskId)) as ItemRow;
  return { item, created: false, changed: etagOf(item.task) !== before || renumbered > 0 };
}

/** Links and unlinks until it depends on these tasks alone. */
async function dependOn(tx: TxContext, task: TaskRow, needed: number[]): Promise<void> {
  const links = await tx.db.$queryRaw<{ from_id: number }[]>`
    SELECT from_id FROM task_links WHERE to_id = ${task.id} AND type = 'blocks'`;
  const present = links.map(({ from_id }) => from_id);
  try {
    for (const from of needed.filter((id) => !present.includes(id)))
      await linkTasks(tx, { from, to: task.id, type: "blocks" });
  } catch (error) {
    throw await inTheirIds(tx, error);
  }
  for (const from of present.filter((id) => !needed.includes(id)))
    await unlinkTasks(tx, { from, to: task.id, type: "blocks" });
}

/** A circle is told in the ids of the board. */
async function inTheirIds(tx: TxContext, error: unknown): Promise<unknown> {
  const problem = error instanceof DomainError ? error.details.problems?.[0] : undefined;
  const refs = problem?.rule.match(/[A-Za-z][\w-]*-\d+/g);
  if (!problem || !refs) return error;
  const rows = await tx.db.$queryRaw<{ ticket_ref: string; key: string }[]>`
    SELECT t.ticket_ref, w.key FROM tasks t JOIN work_items w ON w.task_id = t.id WHERE t.ticket_ref = ANY(${refs}::text[])`;
  const keys = new Map(rows.map(({ ticket_ref, key }) => [ticket_ref, key]));
  const rule = problem.rule.replace(/[A-Za-z][\w-]*-\d+/g, (ref) => keys.get(ref) ?? ref);
  return invalid("depends_on", rule);
}

/** What somebody has begun is not overwritten. */
function assertNotBegun(task: TaskRow, id: string): void {
  const isResting = task.status === "inbox" || task.status === "assigned";
  if (isResting || (task.status === "blocked" && task.blocked_by_id !== null)) return;
  throw new DomainError("conflict", `${id} was begun: it is ${task.status}`, {
    task_status: task.status,
    reason: "already_begun",
    fix: "choose another id, or reopen it if it has ended",
  });
}
