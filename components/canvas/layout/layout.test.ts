import ElkConstructor from "elkjs/lib/elk.bundled.js";
import { describe, expect, it } from "vitest";
import {
  type CanvasLink,
  type CanvasTask,
  toCanvasTask,
} from "@/components/canvas/model/canvas-task";
import { hierarchyOf } from "@/components/canvas/model/hierarchy";
import type { RunElk } from "@/components/graph/layered";
import { aTask } from "@/components/sync/cache/task-fixture";
import { absoluteBoxes, type Layout, layOut } from "./layout";

const elk = new ElkConstructor();
const run: RunElk = (graph) => elk.layout(graph);
const NONE: ReadonlySet<number> = new Set();

const task = (id: number, special: Partial<CanvasTask> = {}): CanvasTask =>
  toCanvasTask({
    ...aTask({ id }),
    parent_id: null,
    exec_mode: "par",
    exec_order: null,
    ...special,
  } as never);
const step = (id: number, parent_id: number, exec_order: number) =>
  task(id, { parent_id, exec_mode: "seq", exec_order });
const blocks = (from_id: number, to_id: number): CanvasLink => ({ type: "blocks", from_id, to_id });

const lay = (
  tasks: CanvasTask[],
  links: CanvasLink[] = [],
  before?: Layout,
  collapsed: ReadonlySet<number> = NONE,
) => layOut({ hierarchy: hierarchyOf(tasks), links, collapsed, before }, run);

/** Three epics: parallel children, a pipeline, and a graph; the second one holds a nested container. */
const work = (): CanvasTask[] => [
  ...[1, 2, 3].map((id) => task(id, { type: "epic" })),
  ...Array.from({ length: 12 }, (_, n) => task(10 + n, { parent_id: 1 })),
  ...Array.from({ length: 7 }, (_, n) => step(30 + n, 2, n + 1)),
  ...[50, 51].map((id) => task(id, { parent_id: 31 })),
  ...[40, 41, 42, 43].map((id) => task(id, { parent_id: 3 })),
];
const links = [blocks(40, 42), blocks(41, 42), blocks(42, 43)];

describe("the layout", () => {
  it("keeps every child inside its parent, and siblings apart", async () => {
    const tasks = work();
    const { boxes } = await lay(tasks, links);
    expect(boxes.size).toBe(tasks.length);
    for (const one of tasks) {
      const box = boxes.get(one.id);
      if (!box) throw new Error(`${one.id} has no place`);
      const parent = one.parent_id === null ? null : boxes.get(one.parent_id);
      if (parent) {
        expect(box.x + box.width).toBeLessThanOrEqual(parent.width);
        expect(box.y + box.height).toBeLessThanOrEqual(parent.height);
      }
      for (const other of tasks) {
        const near = boxes.get(other.id);
        if (other.id <= one.id || other.parent_id !== one.parent_id || !near) continue;
        const apart =
          box.x + box.width <= near.x ||
          near.x + near.width <= box.x ||
          box.y + box.height <= near.y ||
          near.y + near.height <= box.y;
        expect(apart, `${one.id} and ${other.id}`).toBe(true);
      }
    }
  });

  it("draws what blocks to the left of what it blocks, also across containers", async () => {
    const { boxes } = await lay(work(), links);
    const x = (id: number) => boxes.get(id)?.x ?? Number.NaN;
    expect(x(40)).toBeLessThan(x(42));
    expect(x(41)).toBeLessThan(x(42));
    expect(x(42)).toBeLessThan(x(43));
    const across = await lay(work(), [...links, blocks(35, 41)]);
    const right = (across.boxes.get(2)?.x ?? 0) + (across.boxes.get(2)?.width ?? 0);
    expect(across.boxes.get(3)?.x).toBeGreaterThan(right);
  });

  it("moves nothing when only statuses change", async () => {
    const before = await lay(work(), links);
    const changed = work().map(
      (one, at) =>
        ({ ...one, status: at % 2 ? "done" : "in_progress", assigned_to: "scout" }) as CanvasTask,
    );
    const after = await lay(changed, links, before);
    expect([...after.boxes]).toEqual([...before.boxes]);
    for (const [id, inside] of before.contents) expect(after.contents.get(id)).toBe(inside);
    const anew = await lay(changed, links);
    expect([...anew.boxes]).toEqual([...before.boxes]);
  });

  it("leaves parallel siblings where they are when a child comes, and touches no other container", async () => {
    const before = await lay(work(), links);
    const after = await lay([...work(), task(99, { parent_id: 1 })], links, before);
    for (let id = 10; id < 22; id++) expect(after.boxes.get(id)).toEqual(before.boxes.get(id));
    for (const id of [2, 3, 31]) expect(after.contents.get(id)).toBe(before.contents.get(id));
    expect(after.boxes.get(99)).toBeDefined();
  });

  it("leaves steps where they are when one comes at the end", async () => {
    const before = await lay(work(), links);
    const after = await lay([...work(), step(99, 2, 8)], links, before);
    for (let id = 30; id < 37; id++) expect(after.boxes.get(id)).toEqual(before.boxes.get(id));
  });

  it("keeps the rows of the top when a container grows, and the order in them", async () => {
    const before = await lay(work(), links);
    const more = Array.from({ length: 9 }, (_, n) => task(100 + n, { parent_id: 1 }));
    const after = await lay([...work(), ...more, task(200)], links, before);
    const rows = (layout: Layout) =>
      layout.contents
        .get(0)
        ?.rows.rows.flat()
        .filter((id) => id < 200);
    expect(rows(after)).toEqual(rows(before));
  });

  it("makes a collapsed container as small as a task, and brings everything back to its place", async () => {
    const before = await lay(work(), links);
    const closed = await lay(work(), links, before, new Set([1]));
    expect(closed.boxes.get(1)).toMatchObject({ width: 224, height: 88 });
    expect(closed.boxes.has(10)).toBe(false);
    const open = await lay(work(), links, closed);
    expect(open.boxes.get(10)).toEqual(before.boxes.get(10));
  });

  it("bears a circle across containers", async () => {
    const { boxes } = await lay(work(), [blocks(10, 40), blocks(43, 11)]);
    expect(boxes.size).toBe(work().length);
  });

  it("fills a screen with 500 tasks, wider than high", async () => {
    const epics = Array.from({ length: 30 }, (_, n) => task(n + 1));
    const below = Array.from({ length: 470 }, (_, n) => task(100 + n, { parent_id: 1 + (n % 30) }));
    const hierarchy = hierarchyOf([...epics, ...below]);
    const layout = await layOut({ hierarchy, links: [], collapsed: NONE }, run);
    const rects = [...absoluteBoxes(layout, hierarchy).values()];
    const width = Math.max(...rects.map((rect) => rect.x + rect.width));
    const height = Math.max(...rects.map((rect) => rect.y + rect.height));
    expect(width / height).toBeGreaterThan(1.2);
    expect(width / height).toBeLessThan(2.4);
  });
});
