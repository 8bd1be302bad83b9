import { levelsOf } from "@/components/workflows/runs/stage-order";
import type { WorkflowStageWire } from "@/lib/workflows/shapes";

type Stage = Pick<WorkflowStageWire, "name" | "from">;

export const NODE = { width: 184, height: 76 };
const GAP = { x: 48, y: 18 };
const MARGIN = 24;
/** The height that a line takes which passes a level without a stop. */
const PASSING = 14;
const SWEEPS = 4;

export interface Point {
  x: number;
  y: number;
}

export interface DagEdge {
  from: string;
  to: string;
  /** From the right of a node to the left of another, past the levels between. */
  points: readonly Point[];
}

export interface DagLayout {
  width: number;
  height: number;
  at: ReadonlyMap<string, Point>;
  edges: readonly DagEdge[];
}

/** A place in a level: a stage, or a line that passes. */
interface Slot {
  key: string;
  level: number;
  height: number;
  before: string[];
  after: string[];
}

/** Places the stages by level from left to right. Lines over several levels get a place in each, so that they cross no stage. */
export function layoutDag(stages: readonly Stage[]): DagLayout {
  const levels = levelsOf(stages);
  const slots = new Map<string, Slot>();
  const columns: Slot[][] = [];
  const put = (key: string, level: number, height: number): Slot => {
    const slot = { key, level, height, before: [], after: [] };
    slots.set(key, slot);
    const column = columns[level] ?? [];
    column.push(slot);
    columns[level] = column;
    return slot;
  };
  for (const { name } of stages) put(name, levels.get(name) ?? 0, NODE.height);
  const paths = connect(stages, slots, put);
  for (let level = 0; level < columns.length; level++) columns[level] ??= [];
  order(columns);
  return drawn(stages, columns, paths);
}

/** The keys of the slots that each line passes, ends included. */
function connect(
  stages: readonly Stage[],
  slots: Map<string, Slot>,
  put: (key: string, level: number, height: number) => Slot,
): { from: string; to: string; keys: string[] }[] {
  const paths: { from: string; to: string; keys: string[] }[] = [];
  for (const { name, from } of stages) {
    const target = slots.get(name);
    for (const input of new Set(from)) {
      const source = slots.get(input);
      if (!source || !target || source === target) continue;
      const keys = [input];
      for (let level = source.level + 1; level < target.level; level++) {
        const key = `${input}>${name}@${level}`;
        put(key, level, PASSING);
        keys.push(key);
      }
      keys.push(name);
      for (const [index, key] of keys.entries()) {
        const [before, after] = [keys[index - 1], keys[index + 1]];
        if (before !== undefined) slots.get(key)?.before.push(before);
        if (after !== undefined) slots.get(key)?.after.push(after);
      }
      paths.push({ from: input, to: name, keys });
    }
  }
  return paths;
}

/** Orders each level by where its neighbours stand, to and fro, which leaves few crossings. */
function order(columns: Slot[][]): void {
  const place = new Map<string, number>();
  const number = (column: readonly Slot[]) => {
    for (const [index, { key }] of column.entries()) place.set(key, (index + 0.5) / column.length);
  };
  for (const column of columns) number(column);
  const sort = (column: Slot[], side: "before" | "after") => {
    const mean = new Map(
      column.map((slot) => {
        const near = slot[side];
        const sum = near.reduce((total, key) => total + (place.get(key) ?? 0), 0);
        return [slot.key, near.length === 0 ? (place.get(slot.key) ?? 0) : sum / near.length];
      }),
    );
    column.sort((a, b) => (mean.get(a.key) ?? 0) - (mean.get(b.key) ?? 0));
    number(column);
  };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const column of columns.slice(1)) sort(column, "before");
    if (sweep === SWEEPS - 1) return;
    for (const column of columns.slice(0, -1).toReversed()) sort(column, "after");
  }
}

/** A level with many stages is folded into several columns, so that a wide fan stays in view. */
function rowsAtMost(count: number): number {
  return Math.max(8, Math.ceil(Math.sqrt(count) * 1.1));
}

function drawn(
  stages: readonly Stage[],
  columns: readonly Slot[][],
  paths: readonly { from: string; to: string; keys: string[] }[],
): DagLayout {
  const most = rowsAtMost(stages.length);
  const at = new Map<string, Point>();
  const heights = columns.map((column) => heightOf(column, most));
  const height = Math.max(NODE.height, ...heights);
  let x = MARGIN;
  for (const [level, column] of columns.entries()) {
    const nodes = column.filter(({ height: own }) => own === NODE.height);
    const isFolded = nodes.length > most;
    let y = MARGIN + (height - (heights[level] ?? 0)) / 2;
    if (isFolded) {
      for (const [index, { key }] of nodes.entries()) {
        at.set(key, {
          x: x + Math.floor(index / most) * (NODE.width + GAP.y),
          y: y + (index % most) * (NODE.height + GAP.y),
        });
      }
      const passing = column.filter(({ height: own }) => own !== NODE.height);
      for (const [index, { key }] of passing.entries())
        at.set(key, { x, y: y + most * (NODE.height + GAP.y) + index * PASSING });
      x += Math.ceil(nodes.length / most) * (NODE.width + GAP.y) - GAP.y;
    } else {
      for (const { key, height: own } of column) {
        at.set(key, { x, y });
        y += own + GAP.y;
      }
      x += NODE.width;
    }
    x += GAP.x;
  }
  const edges = paths.map(({ from, to, keys }) => ({
    from,
    to,
    points: keys.flatMap((key, index) => pointsOf(at.get(key), index, keys.length)),
  }));
  const names = new Set(stages.map(({ name }) => name));
  return {
    width: x - GAP.x + MARGIN,
    height: height + 2 * MARGIN,
    at: new Map([...at].filter(([key]) => names.has(key))),
    edges,
  };
}

function heightOf(column: readonly Slot[], most: number): number {
  const nodes = column.filter(({ height }) => height === NODE.height);
  if (nodes.length > most) {
    return most * (NODE.height + GAP.y) - GAP.y + (column.length - nodes.length) * PASSING;
  }
  return column.reduce((sum, { height }) => sum + height + GAP.y, -GAP.y);
}

/** Where a line leaves a node, passes a level, or arrives. */
function pointsOf(corner: Point | undefined, index: number, count: number): Point[] {
  if (!corner) return [];
  const middle = corner.y + NODE.height / 2;
  if (index === 0) return [{ x: corner.x + NODE.width, y: middle }];
  if (index === count - 1) return [{ x: corner.x, y: middle }];
  const y = corner.y + PASSING / 2;
  return [
    { x: corner.x, y },
    { x: corner.x + NODE.width, y },
  ];
}

/** The line through the points as the path of an SVG: it leaves and arrives level. */
export function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  let path = `M${first.x} ${first.y}`;
  let last = first;
  for (const [index, point] of rest.entries()) {
    // Past a level it goes straight, from one level to the next in a bow.
    const isStraight = index % 2 === 1 && point.y === last.y;
    const bend = Math.max(24, (point.x - last.x) / 2);
    path += isStraight
      ? `H${point.x}`
      : `C${last.x + bend} ${last.y} ${point.x - bend} ${point.y} ${point.x} ${point.y}`;
    last = point;
  }
  return path;
}
