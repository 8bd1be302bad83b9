import type { TxContext } from "@/lib/core/context";
import { TASK_JSON, type TaskRow } from "@/lib/tasks/row";
import type { TouchedParents } from "@/lib/tasks/structure/children";
import { alignChain } from "@/lib/tasks/structure/failure-chain";
import { refreshBelow } from "@/lib/tasks/structure/readiness";
import type { NewTask } from "./insert.sql";
import { insertTasks, reserveTasks } from "./insert-many.sql";

/** One of several tasks that are added together. */
export interface AddedTask extends Omit<NewTask, "ready"> {
  kind: TaskRow["kind"];
  /** The position of its parent among the added tasks, which is before its own; null if `parentId` names it. */
  parentAt: number | null;
  /** What must be finished before it can start: ids of existing tasks, and positions among the added ones. */
  blockers: { ids: readonly number[]; at: readonly number[] };
}

/**
 * Adds tasks of one project that are in the inbox or assigned, with their links, and computes their readiness: with the
 * same number of statements however many they are. Returns them in the given order. The caller has locked what they are
 * attached to; it checks them for circles, records their events, and then settles them with `settleAdded`. Fails with
 * `invalid` if the project was archived or deleted meanwhile.
 */
export async function addTasks(
  tx: TxContext,
  projectId: number,
  tasks: readonly AddedTask[],
): Promise<TaskRow[]> {
  if (tasks.length === 0) return [];
  const reserved = await reserveTasks(tx.db, projectId, tasks.length);
  const idAt = (position: number): number => (reserved[position] as { id: number }).id;
  const childrenOf = Map.groupBy(tasks, ({ parentAt }) => parentAt);
  const rows = tasks.map(({ parentAt, blockers: _, ...task }, position) => ({
    ...task,
    ...(reserved[position] as (typeof reserved)[number]),
    parentId: parentAt === null ? task.parentId : idAt(parentAt),
    childrenTotal: childrenOf.get(position)?.length ?? 0,
  }));
  await insertTasks(tx.db, rows);
  const links = tasks.flatMap(({ blockers }, position) =>
    [...blockers.ids, ...blockers.at.map(idAt)].map((from) => ({ from, to: idAt(position) })),
  );
  await insertBlocks(tx, links);
  const ids = rows.map(({ id }) => id);
  await tx.db.$executeRaw`
    UPDATE tasks SET ready = true WHERE id = ANY(${ids}::int[]) AND task_is_ready(id)`;
  return readTasks(tx, ids);
}

/**
 * Applies what follows from added tasks: new steps make the steps after them wait, a failure before them blocks them, and
 * the parents in which they are counted are noted in `parents`, for the caller to change next. Index: tasks_steps_idx.
 */
export async function settleAdded(
  tx: TxContext,
  tasks: readonly TaskRow[],
  parents: TouchedParents,
): Promise<void> {
  const added = new Set(tasks.map(({ id }) => id));
  const outside = tasks.filter(({ parent_id }) => parent_id !== null && !added.has(parent_id));
  for (const task of outside) parents.childChanged(null, task);
  const steps = outside.filter(({ exec_mode }) => exec_mode === "seq");
  if (steps.length === 0) return;
  const parentIds = [...new Set(steps.map(({ parent_id }) => parent_id))];
  const siblings = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT id FROM tasks WHERE parent_id = ANY(${parentIds}::int[]) AND exec_mode = 'seq'`;
  const ids = siblings.map(({ id }) => id);
  await refreshBelow(
    tx,
    ids.filter((id) => !added.has(id)),
  );
  await alignChain(tx, [...new Set([...ids, ...added])]);
}

/** The tasks with these ids, in their order. */
export async function readTasks(tx: TxContext, ids: readonly number[]): Promise<TaskRow[]> {
  const rows = await tx.db.$queryRaw<{ task: TaskRow }[]>`
    SELECT ${TASK_JSON} AS task FROM tasks t JOIN projects p ON p.id = t.project_id
    WHERE t.id = ANY(${ids}::int[]) ORDER BY array_position(${ids}::int[], t.id)`;
  return rows.map(({ task }) => task);
}

async function insertBlocks(tx: TxContext, links: { from: number; to: number }[]): Promise<void> {
  if (links.length === 0) return;
  await tx.db.$executeRaw`
    INSERT INTO task_links (from_id, to_id, type, created_by)
    SELECT l.from_id, l.to_id, 'blocks', ${tx.actor.name}
    FROM unnest(${links.map(({ from }) => from)}::int[], ${links.map(({ to }) => to)}::int[]) AS l (from_id, to_id)`;
}
