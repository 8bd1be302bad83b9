import { describe, expect, it } from "vitest";
import { layOut } from "@/components/canvas/layout/layout";
import { createModel } from "@/components/canvas/model/model";
import type { EventWire } from "@/lib/events/shapes";
import type { RunWire } from "@/lib/runs/shapes";
import { spokenRun } from "./run-spoken";
import { RunTreeStore } from "./run-tree-store";
import { askedOf, nodeOfRun, type RunTree, toTreeRun } from "./tree-run";

const aRun = (id: number, special: Partial<RunWire> & { asked?: string | null } = {}) =>
  ({
    id,
    agent: "scout",
    task_ref: null,
    trigger: "direct",
    state: special.outcome ? "ended" : "running",
    outcome: null,
    queued_at: 100,
    started_at: 100,
    finished_at: null,
    cost_usd: null,
    parent_run_id: id === 1 ? null : 1,
    root_run_id: id === 1 ? null : 1,
    depth: id === 1 ? 0 : 1,
    error: null,
    ...special,
  }) as RunWire & { asked?: string | null };

const aTree = (
  runs: (RunWire & { asked?: string | null })[],
  more: Partial<RunTree> = {},
): RunTree => ({
  root_run_id: 1,
  runs: runs.map((run) => toTreeRun({ asked: `Do ${run.id}`, ...run })),
  total: runs.length,
  open: runs.filter(({ outcome }) => outcome === null).length,
  cost_usd: null,
  cost_unknown: 0,
  taken_usd: 0,
  limits: { max_depth: 3, max_children: 10, budget_usd: 2 },
  ...more,
});

const started = (tree: RunTree) => {
  const model = createModel({}, { tasks: [], links: [], truncated: false });
  return { model, tree: new RunTreeStore(model.graph, tree) };
};
const event = (type: string, run: RunWire): EventWire =>
  ({ id: 1, type, data: { run }, run_id: run.id }) as unknown as EventWire;

describe("a tree of runs on the canvas", () => {
  it("puts each run into the one that opened it, and counts depth and open runs", () => {
    const { model, tree } = started(
      aTree([
        aRun(1),
        aRun(2),
        aRun(3, { outcome: "succeeded" }),
        aRun(4, { parent_run_id: 2, depth: 2 }),
      ]),
    );
    expect(model.graph.hierarchy.children.get(1)).toEqual([2, 3]);
    expect(model.graph.hierarchy.children.get(2)).toEqual([4]);
    expect(tree.openBelow(1)).toBe(1);
    expect(tree.sum.get()).toMatchObject({ depth: 2, widest: 1, open: 3, total: 4 });
  });

  it("shows a run that is opened at once, and wants to read what it was asked", () => {
    const { model, tree } = started(aTree([aRun(1)]));
    expect(tree.readUpTo).toBe(1);
    const opened = aRun(7, { state: "queued" });
    expect(tree.apply([event("run.queued", opened)])).toEqual({ stale: true, started: [] });
    expect(model.graph.hierarchy.children.get(1)).toEqual([7]);
    expect(askedOf(tree.run(7) as never)).toBe("Asked");
    expect(tree.readUpTo).toBe(6);
    tree.load(aTree([aRun(7)], { total: 2, open: 2, cost_usd: 0.5, taken_usd: 0.75 }));
    expect(model.graph.task(7)?.title).toBe("Do 7");
    expect(tree.readUpTo).toBe(7);
    expect(tree.sum.get()).toMatchObject({ total: 2, cost_usd: 0.5, taken_usd: 0.75 });
  });

  it("takes runs whose opener comes later, with the next reading", () => {
    const { model, tree } = started(aTree([aRun(1)]));
    const grandchild = aRun(9, { parent_run_id: 8, depth: 2 });
    tree.apply([event("run.queued", grandchild)]);
    tree.load(aTree([aRun(8), grandchild], { total: 3 }));
    expect(model.graph.hierarchy.children.get(8)).toEqual([9]);
  });

  it("says which began, and leaves the runs of other trees alone", () => {
    const { model, tree } = started(aTree([aRun(1), aRun(2, { state: "queued" })]));
    expect(tree.apply([event("run.started", aRun(2))])).toEqual({ stale: true, started: [2] });
    expect(model.graph.task(2)?.status).toBe("in_progress");
    const elsewhere = aRun(5, { parent_run_id: 4, root_run_id: 4 });
    expect(tree.apply([event("run.started", elsewhere)])).toEqual({ stale: false, started: [] });
  });

  it("keeps a run ended that an older reading or event shows open", () => {
    const { tree } = started(aTree([aRun(1), aRun(2)]));
    tree.apply([event("run.completed", aRun(2, { outcome: "failed", error: "No key" }))]);
    tree.apply([event("run.updated", aRun(2))]);
    tree.load(aTree([aRun(1), aRun(2)]));
    expect(tree.run(2)).toMatchObject({ outcome: "failed", error: "No key", asked: "Do 2" });
  });

  it("draws only the run that changed and those around it", () => {
    const { model, tree } = started(aTree([aRun(1), aRun(2), aRun(3)]));
    const structure = model.graph.structure.get();
    const before = model.signals.revision(3);
    tree.apply([event("run.completed", aRun(2, { outcome: "succeeded" }))]);
    expect(model.graph.structure.get()).toBe(structure);
    expect(model.signals.revision(3)).toBe(before);
  });

  it("lays a thousand runs out without elk", async () => {
    const children = Array.from({ length: 999 }, (_, at) =>
      aRun(at + 2, at < 9 ? {} : { parent_run_id: 2 + (at % 9), depth: 2 }),
    );
    const { model } = started(aTree([aRun(1), ...children]));
    const { hierarchy, links } = model.graph;
    const layout = await layOut({ hierarchy, links, collapsed: new Set() }, () => {
      throw new Error("elk was asked");
    });
    expect(layout.boxes.size).toBe(1_000);
    const { width, height } = layout.boxes.get(1) as { width: number; height: number };
    expect(width / height).toBeGreaterThan(1);
    expect(width / height).toBeLessThan(4);
  });

  it("says a run in one sentence, with its task's title or the beginning of its prompt in one line", () => {
    const run = toTreeRun({ ...aRun(12), asked: "Write\n  the tests" });
    expect(spokenRun(run, { children: 3, open: 1, collapsed: true })).toBe(
      "Run 12 by scout, Write the tests, running, 3 opened, 1 of them open, collapsed",
    );
    expect(nodeOfRun(toTreeRun({ ...aRun(3), asked: null, task_ref: "BAT-004" })).title).toBe(
      "BAT-004",
    );
  });
});
