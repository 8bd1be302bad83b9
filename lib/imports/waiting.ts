/** A task's place in its project: `[id, parent_id, is a step, exec_order]`. */
export type Place = readonly [id: number, parent: number, isStep: boolean, order: number | null];

/** The start or the finish of a task as one number. */
type Point = number;
const start = (id: number): Point => 2 * id;
const finish = (id: number): Point => 2 * id + 1;

/**
 * What waits for what in a project, as a graph in memory, because an import checks thousands of links at once. The rules are those of
 * `task_needs` in prisma/sql/readiness.sql: a task can start after its parent has started and its blockers and the step before it
 * have finished; it can finish after it has started and its children have finished.
 */
export class Waiting {
  private readonly needs = new Map<Point, Point[]>();

  constructor(places: readonly Place[], blocks: readonly (readonly [number, number])[]) {
    const steps = new Map<number, Place[]>();
    for (const place of places) {
      const [id, parent, isStep, order] = place;
      this.need(start(id), start(parent));
      this.need(finish(parent), finish(id));
      if (!isStep || order === null) continue;
      const siblings = steps.get(parent);
      if (siblings) siblings.push(place);
      else steps.set(parent, [place]);
    }
    for (const siblings of steps.values()) this.chain(siblings);
    for (const [from, to] of blocks) this.block(from, to);
  }

  /** Makes each step wait for the steps with the order before its own. Two steps share an order if one of them is archived. */
  private chain(siblings: Place[]): void {
    const byOrder = [...Map.groupBy(siblings, ([, , , order]) => order as number)].sort(
      ([a], [b]) => a - b,
    );
    for (const [index, [, later]] of byOrder.entries()) {
      const earlier = byOrder[index - 1]?.[1] ?? [];
      for (const [id] of later)
        for (const [before] of earlier) this.need(start(id), finish(before));
    }
  }

  private need(point: Point, need: Point): void {
    const known = this.needs.get(point);
    if (known) known.push(need);
    else this.needs.set(point, [need]);
  }

  block(from: number, to: number): void {
    this.need(start(to), finish(from));
  }

  /** Whether none of these links closes a circle. Takes one walk over what they reach, whatever their number. */
  allows(links: readonly { from: number; to: number }[]): boolean {
    const added = Map.groupBy(links, ({ to }) => start(to));
    const needsOf = (point: Point): Point[] => {
      const more = added.get(point)?.map(({ from }) => finish(from)) ?? [];
      const own = point % 2 === 1 ? [point - 1] : [];
      return [...own, ...more, ...(this.needs.get(point) ?? [])];
    };
    const state = new Map<Point, "open" | "done">();
    for (const first of added.keys()) {
      if (state.has(first)) continue;
      state.set(first, "open");
      const stack = [{ point: first, rest: needsOf(first) }];
      for (let top = stack.at(-1); top; top = stack.at(-1)) {
        const next = top.rest.pop();
        if (next === undefined) {
          state.set(top.point, "done");
          stack.pop();
          continue;
        }
        const seen = state.get(next);
        if (seen === "open") return false;
        if (seen === "done") continue;
        state.set(next, "open");
        stack.push({ point: next, rest: needsOf(next) });
      }
    }
    return true;
  }

  /** The tasks of the circle that the link `from blocks to` would close, starting and ending with `to`, or null. */
  circle(from: number, to: number): number[] | null {
    const goal = start(to);
    const reachedFrom = new Map<Point, Point | null>([[finish(from), null]]);
    const queue = [finish(from)];
    for (const point of queue) {
      if (point === goal) return tasksFrom(goal, reachedFrom);
      const own = point % 2 === 1 ? [point - 1] : [];
      for (const need of [...own, ...(this.needs.get(point) ?? [])]) {
        if (reachedFrom.has(need)) continue;
        reachedFrom.set(need, point);
        queue.push(need);
      }
    }
    return null;
  }
}

/** The path back to the start of the search, naming each task once. */
function tasksFrom(goal: Point, reachedFrom: Map<Point, Point | null>): number[] {
  const ids: number[] = [];
  for (let point: Point | null | undefined = goal; point != null; point = reachedFrom.get(point)) {
    const id = Math.floor(point / 2);
    if (ids.at(-1) !== id) ids.push(id);
  }
  return [...ids, Math.floor(goal / 2)];
}
