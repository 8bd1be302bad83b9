import type { Database } from "@/lib/core/database";
import type { TaskStatus } from "@/lib/tasks/lifecycle";

/**
 * The rules of domain.md, "Work structure", implemented a second time: slowly, over all tasks, and independently of the
 * product. Property tests compare the stored columns with it.
 */
export interface NaiveTask {
  id: number;
  status: TaskStatus;
  archived: boolean;
  /** Starts in the future. */
  later: boolean;
  parent_id: number | null;
  exec_mode: "par" | "seq";
  exec_order: number | null;
  on_failure: "block" | "continue";
  ready: boolean;
  kind: string;
  type: string;
  claimable: boolean;
  children_total: number;
  children_done: number;
  children_finished: number;
  blocked_by_id: number | null;
}

export interface World {
  tasks: Map<number, NaiveTask>;
  /** `blocks` links. */
  blocks: { from_id: number; to_id: number }[];
}

export async function readWorld(db: Database, projectId: number): Promise<World> {
  const [row] = await db.$queryRaw<{ tasks: NaiveTask[]; blocks: World["blocks"] }[]>`
    SELECT COALESCE((SELECT jsonb_agg(jsonb_build_object('id', id, 'status', status, 'archived', archived_at IS NOT NULL,
             'later', COALESCE(scheduled_for > clock_timestamp(), false), 'parent_id', parent_id, 'exec_mode', exec_mode,
             'exec_order', exec_order, 'on_failure', on_failure, 'ready', ready, 'kind', kind, 'type', type, 'claimable', claimable, 'children_total', children_total,
             'children_done', children_done, 'children_finished', children_finished, 'blocked_by_id', blocked_by_id))
             FROM tasks WHERE project_id = ${projectId}), '[]') AS tasks,
           COALESCE((SELECT jsonb_agg(jsonb_build_object('from_id', from_id, 'to_id', to_id))
             FROM task_links l JOIN tasks t ON t.id = l.from_id
             WHERE l.type = 'blocks' AND t.project_id = ${projectId}), '[]') AS blocks`;
  const { tasks, blocks } = row as { tasks: NaiveTask[]; blocks: World["blocks"] };
  return { tasks: new Map(tasks.map((task) => [task.id, task])), blocks };
}

const isResting = (task: NaiveTask) => task.status === "inbox" || task.status === "assigned";
const isFinished = (task: NaiveTask) => task.status === "done" || task.status === "cancelled";

function holds(task: NaiveTask): boolean {
  if (task.archived || isFinished(task)) return false;
  return !(task.status === "failed" && task.on_failure === "continue");
}

function breaks(task: NaiveTask): boolean {
  if (task.archived || task.on_failure === "continue") return false;
  return task.status === "failed" || (task.status === "blocked" && task.blocked_by_id !== null);
}

export function childrenIn(world: World, parentId: number): NaiveTask[] {
  return [...world.tasks.values()].filter((task) => task.parent_id === parentId);
}

function earlierSteps(world: World, task: NaiveTask): NaiveTask[] {
  if (task.exec_mode !== "seq" || task.parent_id === null || task.exec_order === null) return [];
  return childrenIn(world, task.parent_id).filter(
    (sibling) =>
      sibling.exec_mode === "seq" &&
      sibling.exec_order !== null &&
      sibling.exec_order < (task.exec_order as number),
  );
}

/** What the task itself waits for: its blockers and the earlier steps of its sequence. */
function predecessors(world: World, task: NaiveTask): NaiveTask[] {
  const blockers = world.blocks
    .filter((link) => link.to_id === task.id)
    .map((link) => world.tasks.get(link.from_id) as NaiveTask);
  return [...blockers, ...earlierSteps(world, task)];
}

function ancestors(world: World, task: NaiveTask): NaiveTask[] {
  const parent = task.parent_id === null ? undefined : world.tasks.get(task.parent_id);
  return parent ? [parent, ...ancestors(world, parent)] : [];
}

function isReady(world: World, task: NaiveTask): boolean {
  const above = ancestors(world, task);
  const isFree = (each: NaiveTask) =>
    !each.archived && !each.later && !predecessors(world, each).some(holds);
  return (
    isResting(task) &&
    [task, ...above].every(isFree) &&
    above.every((each) => !["blocked", "failed", "cancelled"].includes(each.status))
  );
}

/** Each stored value that contradicts the rules, in words; empty if there is none. */
export function faultsOf(world: World): string[] {
  const faults: string[] = [];
  const expect = (task: NaiveTask, what: string, stored: unknown, right: unknown) => {
    if (stored !== right) faults.push(`${task.id} ${what}: stored ${stored}, right ${right}`);
  };
  for (const task of world.tasks.values()) {
    expect(task, "ready", task.ready, isReady(world, task));
    const live = childrenIn(world, task.id).filter((child) => !child.archived);
    expect(task, "children_total", task.children_total, live.length);
    const isGroup = task.type === "epic" || live.length > 0;
    expect(task, "kind", task.kind, isGroup ? "group" : "work");
    expect(task, "claimable", task.claimable, !isGroup && isReady(world, task));
    const done = live.filter((child) => child.status === "done").length;
    expect(task, "children_done", task.children_done, done);
    expect(task, "children_finished", task.children_finished, live.filter(isFinished).length);
    const breaking = predecessors(world, task).filter(breaks);
    if (isResting(task)) expect(task, "waits for a failed one", breaking.length > 0, false);
    if (task.status !== "blocked") expect(task, "blocked_by_id", task.blocked_by_id, null);
    else if (task.blocked_by_id !== null) {
      const origins = breaking.map((each) => each.blocked_by_id ?? each.id);
      expect(task, "blocked by one of its own", origins.includes(task.blocked_by_id), true);
    }
    const orders = childrenIn(world, task.id)
      .filter((child) => !child.archived && child.exec_order !== null)
      .map((child) => child.exec_order);
    expect(task, "orders taken once", new Set(orders).size, orders.length);
  }
  const circle = circleIn(world);
  if (circle) faults.push(`a circle: ${circle}`);
  return faults;
}

/** A task starts after its parent may start and its predecessors finished, and finishes after it started and its children finished. */
function circleIn(world: World): string | null {
  const needs = (point: string): string[] => {
    const task = world.tasks.get(Number.parseInt(point, 10)) as NaiveTask;
    if (point.endsWith("finish")) {
      const children = childrenIn(world, task.id).map((child) => `${child.id} finish`);
      return [`${task.id} start`, ...children];
    }
    const parent = task.parent_id === null ? [] : [`${task.parent_id} start`];
    return [...parent, ...predecessors(world, task).map((each) => `${each.id} finish`)];
  };
  const safe = new Set<string>();
  const visit = (point: string, path: string[]): string | null => {
    if (path.includes(point)) return [...path, point].join(", ");
    if (safe.has(point)) return null;
    for (const need of needs(point)) {
      const circle = visit(need, [...path, point]);
      if (circle) return circle;
    }
    safe.add(point);
    return null;
  };
  for (const id of world.tasks.keys()) {
    const circle = visit(`${id} finish`, []);
    if (circle) return circle;
  }
  return null;
}

/** What one operation did to parents, and to tasks it was not about, and should not have. */
export function faultsBetween(before: World, after: World, about: number[]): string[] {
  const faults: string[] = [];
  for (const task of after.tasks.values()) {
    const was = before.tasks.get(task.id);
    const counts = (world: World) =>
      new Map(
        childrenIn(world, task.id)
          .filter((child) => !child.archived)
          .map((child) => [child.id, isFinished(child) ? child.status : "open"]),
      );
    const [then, now] = [counts(before), counts(after)];
    const changed =
      then.size !== now.size || [...now].some(([id, status]) => then.get(id) !== status);
    const isComplete = now.size > 0 && ![...now.values()].includes("open");
    const isDone = [...now.values()].includes("done");
    if (changed && isComplete && isDone && !isFinished(task) && task.status !== "failed")
      faults.push(`${task.id} did not finish`);
    if (changed && isComplete && !isDone && isResting(task))
      faults.push(`${task.id} does not wait for a person`);
    if (changed && isComplete && !isDone && task.status === "done" && was?.status !== "done")
      faults.push(`${task.id} finished without work`);
    const opened = [...now].some(([id, as]) => as === "open" && then.get(id) !== "open");
    if (opened && task.status === "done") faults.push(`${task.id} did not reopen`);
    if (!was || changed || about.includes(task.id) || was.status === task.status) continue;
    const chain = [was, task].map((each) => (isResting(each) ? "resting" : each.status)).sort();
    if (chain.join() !== "blocked,resting")
      faults.push(`${task.id} became ${task.status} from ${was.status} by itself`);
  }
  return faults;
}
