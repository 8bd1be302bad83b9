import type { TaskStatus } from "@/lib/tasks/lifecycle";

/** The fields of a task that decide how a failure spreads. */
export interface ChainTask {
  id: number;
  ticket_ref: string;
  status: TaskStatus;
  is_archived: boolean;
  on_failure: "block" | "continue";
  blocked_by_id: number | null;
  parent_id: number | null;
  exec_mode: "par" | "seq";
  exec_order: number | null;
}

export interface Blocked {
  /** The failed task. */
  origin: number;
  /** The task it waits for directly. */
  by: ChainTask;
}

/**
 * Which of the tasks in `open` a failure reaches, and from where; pure. `tasks` has them and whatever they wait for
 * directly, `blocks` the links among those. What is not in `open` stays as it is stored. Every step and link is looked at
 * once, whatever the length of the chain.
 */
export function spreadFailures(
  tasks: readonly ChainTask[],
  blocks: readonly { from_id: number; to_id: number }[],
  open: ReadonlySet<number>,
): Map<number, Blocked> {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const followers = Map.groupBy(blocks, (link) => link.from_id);
  const steps = stepsByParent(tasks);
  /** Up to which order, from the end, the steps of a parent have been reached. */
  const reachedDownTo = new Map<number, number>();
  const blocked = new Map<number, Blocked>();

  const known = new Set(tasks.flatMap((task) => (isChained(task) ? task.blocked_by_id : [])));
  const queue = tasks
    .filter((task) => !open.has(task.id) || task.status === "failed")
    .flatMap((task) => {
      const origin = storedOrigin(task);
      return origin === null ? [] : [{ task, origin }];
    })
    // Failures that block something already come first, so that reasons do not change without need.
    .sort((a, b) => Number(known.has(b.origin)) - Number(known.has(a.origin)));

  const reach = (follower: ChainTask | undefined, by: ChainTask, origin: number): void => {
    if (!follower || !open.has(follower.id) || blocked.has(follower.id)) return;
    if (!isResting(follower) && !isChained(follower)) return;
    blocked.set(follower.id, { origin, by });
    if (!follower.is_archived && follower.on_failure === "block") {
      queue.push({ task: follower, origin });
    }
  };
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { task, origin } = next;
    for (const link of followers.get(task.id) ?? []) reach(byId.get(link.to_id), task, origin);
    if (task.exec_mode !== "seq" || task.parent_id === null || task.exec_order === null) continue;
    const before = reachedDownTo.get(task.parent_id) ?? Number.POSITIVE_INFINITY;
    if (task.exec_order >= before) continue;
    reachedDownTo.set(task.parent_id, task.exec_order);
    for (const step of steps.get(task.parent_id) ?? []) {
      const order = step.exec_order as number;
      if (order > task.exec_order && order <= before) reach(step, task, origin);
    }
  }
  return blocked;
}

const isResting = (task: ChainTask): boolean =>
  task.status === "inbox" || task.status === "assigned";
/** Whether a failure blocked the task, not a person or an agent. */
export const isChained = (task: Pick<ChainTask, "status" | "blocked_by_id">): boolean =>
  task.status === "blocked" && task.blocked_by_id !== null;

function storedOrigin(task: ChainTask): number | null {
  if (task.is_archived || task.on_failure === "continue") return null;
  if (task.status === "failed") return task.id;
  return task.status === "blocked" ? task.blocked_by_id : null;
}

function stepsByParent(tasks: readonly ChainTask[]): Map<number, ChainTask[]> {
  const steps = tasks.filter(
    (task) => task.exec_mode === "seq" && task.parent_id !== null && task.exec_order !== null,
  );
  return Map.groupBy(steps, (step) => step.parent_id as number);
}
