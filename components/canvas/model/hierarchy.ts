import type { CanvasLine, CanvasTask } from "./canvas-task";

/** Where a task stands among its siblings when they are steps. */
export interface Step {
  /** From 1. */
  number: number;
  of: number;
}

/** The shown tasks as trees. A task whose parent is not shown stands at the top. */
export interface Hierarchy {
  roots: readonly number[];
  children: ReadonlyMap<number, readonly number[]>;
  parents: ReadonlyMap<number, number>;
  steps: ReadonlyMap<number, Step>;
}

/** Orders siblings as they are worked on: steps by their order, then the others by age. */
export function hierarchyOf(tasks: Iterable<CanvasTask>): Hierarchy {
  const all = [...tasks].sort(inOrder);
  const known = new Set(all.map(({ id }) => id));
  const roots: number[] = [];
  const children = new Map<number, number[]>();
  const parents = new Map<number, number>();
  const sequences = new Map<number, number[]>();
  for (const task of all) {
    if (task.parent_id === null || !known.has(task.parent_id)) {
      roots.push(task.id);
      continue;
    }
    parents.set(task.id, task.parent_id);
    push(children, task.parent_id, task.id);
    if (isStep(task)) push(sequences, task.parent_id, task.id);
  }
  const steps = new Map<number, Step>();
  for (const sequence of sequences.values()) {
    for (const [at, id] of sequence.entries())
      steps.set(id, { number: at + 1, of: sequence.length });
  }
  return { roots, children, parents, steps };
}

export const isStep = ({ exec_mode, exec_order }: CanvasTask): boolean =>
  exec_mode === "seq" && exec_order !== null;

function inOrder(a: CanvasTask, b: CanvasTask): number {
  const order = (task: CanvasTask) =>
    isStep(task) ? (task.exec_order as number) : Number.MAX_SAFE_INTEGER;
  return order(a) - order(b) || a.id - b.id;
}

/** The steps of a task's children in their order. */
export function stepsUnder({ children, steps }: Hierarchy, parent: number): number[] {
  return (children.get(parent) ?? []).filter((id) => steps.has(id));
}

/** The arrows of sequences: from each step to the next. */
export function stepPairs(hierarchy: Hierarchy): [from: number, to: number][] {
  return [...hierarchy.children.keys()].flatMap((parent) => {
    const steps = stepsUnder(hierarchy, parent);
    return steps.slice(1).map((to, at): [number, number] => [steps[at] as number, to]);
  });
}

/** The line from a task's parent up to the topmost. */
export function ancestorsOf({ parents }: Hierarchy, id: number): number[] {
  const line: number[] = [];
  for (let at = parents.get(id); at !== undefined; at = parents.get(at)) line.push(at);
  return line;
}

export function descendantsOf({ children }: Hierarchy, id: number): number[] {
  const below = [...(children.get(id) ?? [])];
  for (let at = 0; at < below.length; at++)
    below.push(...(children.get(below[at] as number) ?? []));
  return below;
}

/** The task itself, or the collapsed one that hides it: the topmost of those. */
export function shownFor(hierarchy: Hierarchy, collapsed: ReadonlySet<number>, id: number): number {
  const hiding = ancestorsOf(hierarchy, id).filter((ancestor) => collapsed.has(ancestor));
  return hiding.at(-1) ?? id;
}

/** Every task that no collapsed one hides, parents before their children. */
export function visibleTasks(hierarchy: Hierarchy, collapsed: ReadonlySet<number>): number[] {
  const shown = [...hierarchy.roots];
  for (let at = 0; at < shown.length; at++) {
    const id = shown[at] as number;
    if (!collapsed.has(id)) shown.push(...(hierarchy.children.get(id) ?? []));
  }
  return shown;
}

/**
 * What the siblings under each parent (0: the top) depend on of each other: the order of steps, what stages of a workflow wait for, and
 * `blocks` links, also those between something inside one sibling and something inside another.
 */
export function siblingEdges(
  hierarchy: Hierarchy,
  links: readonly CanvasLine[],
): Map<number, [from: number, to: number][]> {
  const found = new Map<number, Map<string, [number, number]>>();
  const add = (parent: number, from: number, to: number) => {
    const edges = found.get(parent) ?? new Map<string, [number, number]>();
    edges.set(`${from}:${to}`, [from, to]);
    found.set(parent, edges);
  };
  for (const [from, to] of stepPairs(hierarchy))
    add(hierarchy.parents.get(from) as number, from, to);
  for (const { type, from_id, to_id } of links) {
    if (type !== "blocks" && type !== "flow") continue;
    const lineUp = [from_id, ...ancestorsOf(hierarchy, from_id)];
    const lineDown = [to_id, ...ancestorsOf(hierarchy, to_id)];
    if (lineUp.includes(to_id) || lineDown.includes(from_id)) continue;
    const common = lineUp.find((id) => lineDown.includes(id));
    const below = (line: number[]) =>
      (common === undefined ? line.at(-1) : line[line.indexOf(common) - 1]) as number;
    add(common ?? 0, below(lineUp), below(lineDown));
  }
  return new Map([...found].map(([parent, edges]) => [parent, [...edges.values()]]));
}

function push(map: Map<number, number[]>, key: number, value: number): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Whether a task can change its place among others. */
export const isStepOf = (step: Step | undefined): boolean => step !== undefined && step.of > 1;
