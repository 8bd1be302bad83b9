import { describe, expect, it } from "vitest";
import { dropIndex, movedTo } from "@/components/canvas/keys/use-step-drag";
import { flowEdges } from "@/components/canvas/nodes/flow-edges";
import { innermost, neighbourOf, type Rect } from "@/components/graph/neighbours";
import { aTask } from "@/components/sync/cache/task-fixture";
import type { EventWire } from "@/lib/events/shapes";
import { type CanvasLink, type CanvasTask, tallyOf, toCanvasTask } from "./canvas-task";
import { whyNotBlock } from "./circle";
import { GraphStore } from "./graph-store";
import { hierarchyOf, siblingEdges, visibleTasks } from "./hierarchy";
import { Signals } from "./signals";
import { spokenNode } from "./spoken";
import { waitsFor } from "./waiting";

const task = (id: number, special: Partial<CanvasTask> = {}): CanvasTask =>
  toCanvasTask({
    ...aTask({ id }),
    parent_id: null,
    exec_mode: "par",
    exec_order: null,
    on_failure: "block",
    progress: { done: 0, total: 0 },
    ...special,
  } as never);
const step = (id: number, parent_id: number, exec_order: number, special = {}) =>
  task(id, { parent_id, exec_mode: "seq", exec_order, ...special });
const blocks = (from_id: number, to_id: number): CanvasLink => ({ type: "blocks", from_id, to_id });
const storeOf = (tasks: CanvasTask[], links: CanvasLink[] = [], scope = {}) => {
  const signals = new Signals();
  const graph = new GraphStore(signals, scope, {
    tasks,
    links,
    truncated: false,
  });
  return { graph, signals };
};
const event = (type: string, data: unknown, task_id: number): EventWire =>
  ({ id: 1, type, data, task_id }) as unknown as EventWire;

/** An epic with a pipeline of two inside, and a task beside the pipeline. */
const tree = () => [
  task(1),
  task(2, { parent_id: 1 }),
  step(4, 2, 2),
  step(3, 2, 1),
  task(5, { parent_id: 1 }),
];

describe("the hierarchy", () => {
  it("nests tasks, steps in their order, and stands at the top what has no parent here", () => {
    const found = hierarchyOf([...tree(), task(9, { parent_id: 77 })]);
    expect(found.roots).toEqual([1, 9]);
    expect(found.children.get(1)).toEqual([2, 5]);
    expect(found.children.get(2)).toEqual([3, 4]);
    expect(found.steps.get(4)).toEqual({ number: 2, of: 2 });
    expect(found.steps.has(2)).toBe(false);
  });

  it("hides what is inside a collapsed one, and draws its links from there", () => {
    const hierarchy = hierarchyOf(tree());
    const collapsed = new Set([2]);
    expect(visibleTasks(hierarchy, collapsed)).toEqual([1, 2, 5]);
    const edges = flowEdges({
      hierarchy,
      collapsed,
      links: [blocks(3, 5), blocks(4, 5)],
      task: () => undefined,
      places: new Map(),
      related: true,
      canUnlink: true,
    });
    expect(edges.map(({ id, data }) => [id, data?.links.length])).toEqual([["blocks:2:5", 2]]);
  });

  it("lifts links between the insides of two siblings to the siblings", () => {
    const edges = siblingEdges(hierarchyOf(tree()), [blocks(3, 5), blocks(2, 4)]);
    expect(edges.get(1)).toEqual([[2, 5]]);
    expect(edges.get(2)).toEqual([[3, 4]]);
  });
});

describe("drawing a dependency", () => {
  const { graph } = storeOf([...tree(), task(6), task(7, { project_id: 2 })], [blocks(5, 6)]);
  it.each([
    [5, 5, /cannot block itself/],
    [5, 6, /blocks TASK-006 already/],
    [6, 5, /circle: TASK-006 → TASK-005 → TASK-006/],
    [5, 7, /another project/],
    [3, 1, /TASK-003 is part of TASK-001/],
    [1, 3, /TASK-003 is part of TASK-001/],
  ])("from %i to %i is refused with the reason", (from, to, reason) => {
    expect(whyNotBlock(graph, from, to)).toMatch(reason);
  });

  it("finds long circles and lets everything else be", () => {
    const long = storeOf(
      [1, 2, 3, 4].map((id) => task(id)),
      [blocks(1, 2), blocks(2, 3), blocks(3, 4)],
    ).graph;
    expect(whyNotBlock(long, 4, 1)).toContain(
      "TASK-004 → TASK-001 → TASK-002 → TASK-003 → TASK-004",
    );
    expect(whyNotBlock(long, 1, 4)).toBeNull();
  });
});

describe("the store", () => {
  it("tells only the node that changed, and those around it, of a change of status", () => {
    const { graph, signals } = storeOf(tree(), [blocks(5, 2)]);
    const version = graph.structure.get();
    const revisions = () => [1, 2, 3, 4, 5].map((id) => signals.revision(id));
    const before = revisions();
    graph.apply([event("task.claimed", { ...task(3, step(3, 2, 1)), status: "in_progress" }, 3)]);
    expect(revisions().map((now, at) => now - (before[at] ?? 0))).toEqual([1, 1, 1, 0, 0]);
    expect(graph.structure.get()).toBe(version);
    expect(graph.task(3)?.status).toBe("in_progress");
  });

  it("tells what waits when it is let go, and says what it waits for", () => {
    const { graph, signals } = storeOf(
      tree().map((one) => ({ ...one, ready: one.id === 3 || one.id === 5 })),
      [blocks(5, 2)],
    );
    expect(waitsFor(graph, graph.task(4) as CanvasTask)).toBe("waits for TASK-003");
    const before = signals.revision(4);
    graph.apply([event("task.completed", { ...step(3, 2, 1), status: "done" }, 3)]);
    expect(signals.revision(4)).toBeGreaterThan(before);
    expect(waitsFor(graph, graph.task(4) as CanvasTask)).toBe("waits for TASK-005");
  });

  it("lets no older state win, takes in children, lets go of the deleted, and reads again what it cannot know", () => {
    const { graph } = storeOf(tree());
    const old = { ...task(5, { parent_id: 1 }), etag: "2025-01-01T00:00:00.000Z", title: "old" };
    expect(graph.apply([event("task.updated", old, 5)])).toBe(false);
    expect(graph.task(5)?.title).not.toBe("old");
    graph.apply([event("task.created", task(10, { parent_id: 5 }), 10)]);
    expect(graph.hierarchy.children.get(5)).toEqual([10]);
    graph.apply([event("task.deleted", task(10), 10)]);
    expect(graph.task(10)).toBeUndefined();
    expect(graph.apply([event("task.created", task(11), 11)])).toBe(false);
    expect(graph.apply([event("task.created", task(12, { parent_id: 99 }), 12)])).toBe(true);
    const link = { from_id: 5, to_id: 99, link_type: "blocks", removed: false };
    expect(graph.apply([event("task.linked", link, 5)])).toBe(true);
  });

  it("keeps what an event brought when an older answer comes", () => {
    const { graph } = storeOf(tree());
    const newer = { ...task(5, { parent_id: 1 }), etag: "2026-02-01T00:00:00.000Z", title: "new" };
    graph.apply([event("task.updated", newer, 5)]);
    graph.load({ tasks: tree(), links: [], truncated: false });
    expect(graph.task(5)?.title).toBe("new");
  });
});

describe("walking and moving", () => {
  const rect = (x: number, y: number, width = 100, height = 40): Rect => ({ x, y, width, height });
  // A container's head above two columns, another container beside it.
  const places = new Map([
    [1, rect(0, 0, 240, 60)],
    [2, rect(10, 60)],
    [3, rect(130, 60)],
    [4, rect(10, 120)],
    [5, rect(300, 0, 240, 60)],
    [6, rect(310, 60)],
  ]);
  it.each([
    [1, "down", 2],
    [2, "up", 1],
    [2, "right", 3],
    [3, "left", 2],
    [2, "down", 4],
    [4, "up", 2],
    [3, "right", 6],
    [1, "right", 5],
    [6, "left", 3],
    [4, "left", null],
  ] as const)("from %i %s is %s", (from, direction, to) => {
    expect(neighbourOf(places, from, direction)).toBe(to);
  });

  it("finds the innermost place under a point", () => {
    expect(
      innermost(
        new Map([
          [1, rect(0, 0, 300, 300)],
          [2, rect(10, 10)],
        ]),
        { x: 20, y: 20 },
      ),
    ).toBe(2);
    expect(innermost(places, { x: 900, y: 900 })).toBeNull();
  });

  it("drops a step beside the one it is held at, on that side", () => {
    const row = new Map([1, 2, 3, 4].map((id) => [id, rect(id * 120, 0)] as const));
    const order = [1, 2, 3, 4];
    expect(dropIndex(order, row, 1, { x: 3 * 120 + 90, y: 20 })).toBe(2);
    expect(dropIndex(order, row, 4, { x: 125, y: 20 })).toBe(0);
    expect(movedTo(order, 4, 0)).toEqual([4, 1, 2, 3]);
    expect(movedTo(order, 1, 9)).toEqual([2, 3, 4, 1]);
  });
});

describe("words", () => {
  it("calls a node by everything one would see", () => {
    const said = spokenNode(
      task(12, { title: "Build image", status: "in_progress", assigned_to: "scout" }),
      { step: { number: 2, of: 3 }, children: 0, collapsed: false, waits: null },
    );
    expect(said).toBe("TASK-012 Build image, step 2 of 3, in progress, held by scout");
  });

  it("counts what is inside by status, in the order of the lifecycle", () => {
    const counted = tallyOf([task(1, { status: "done" }), task(2), task(3, { status: "done" })]);
    expect(counted).toEqual([
      ["inbox", 1],
      ["done", 2],
    ]);
  });
});
