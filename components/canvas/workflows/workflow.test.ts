import { describe, expect, it } from "vitest";
import { layOut } from "@/components/canvas/layout/layout";
import { type CanvasTask, toCanvasTask } from "@/components/canvas/model/canvas-task";
import { GraphStore } from "@/components/canvas/model/graph-store";
import { Signals } from "@/components/canvas/model/signals";
import { flowEdges } from "@/components/canvas/nodes/flow-edges";
import { aTask } from "@/components/sync/cache/task-fixture";
import type { EventWire } from "@/lib/events/shapes";
import type { GraphRunWire, GraphStageWire } from "@/lib/workflows/canvas/shapes";
import { reasonOf, wordsOfStage, workflowWord } from "./stage-words";
import type { CanvasStage } from "./workflow-index";

const RUN = 7;
const place = (stage: string | null, item: number | null = null) => ({
  run_id: RUN,
  workflow: "feature",
  version: 3,
  stage,
  item,
  is_root: stage === null,
});
const task = (id: number, stage: string | null, more: Partial<CanvasTask> = {}): CanvasTask =>
  toCanvasTask({
    ...aTask({ id }),
    parent_id: stage === null ? null : 1,
    exec_mode: "par",
    exec_order: null,
    on_failure: "block",
    progress: { done: 0, total: 0 },
    status: "inbox",
    kind: stage === null ? "work" : "wait",
    ready: true,
    request_id: null,
    workflow: place(stage),
    ...more,
  } as never);
const stage = (
  task_id: number,
  name: string,
  more: Partial<GraphStageWire> = {},
): GraphStageWire => ({
  name,
  item: null,
  task_id,
  kind: "agent",
  state: "waiting",
  reason: null,
  attempts: 0,
  max_attempts: 1,
  from: [],
  join: "all",
  when: null,
  ...more,
});
const run = (stages: GraphStageWire[], more: Partial<GraphRunWire> = {}): GraphRunWire => ({
  id: RUN,
  workflow: "feature",
  version: 3,
  status: "running",
  attention: null,
  root_task_id: 1,
  started_at: 100,
  finished_at: null,
  cost_usd: 0.5,
  stages,
  ...more,
});
const event = (data: unknown, type = "workflow.run_updated", task_id: number | null = null) =>
  ({ id: 1, type, data, task_id }) as unknown as EventWire;

/** plan leads to build; fix runs only when build failed, and publish with the first of the two. */
const feature = () => {
  const tasks = [
    task(1, null, { progress: { done: 0, total: 4 } }),
    task(2, "plan"),
    task(3, "build"),
    task(4, "fix"),
    task(5, "publish"),
  ];
  const stages = [
    stage(2, "plan", { state: "active", attempts: 1 }),
    stage(3, "build", { from: ["plan"], max_attempts: 3 }),
    stage(4, "fix", { from: ["build"], when: "stages.build.status == 'failed'" }),
    stage(5, "publish", { from: ["build", "fix"], join: "any" }),
  ];
  const links = [
    { type: "blocks" as const, from_id: 2, to_id: 3 },
    { type: "relates" as const, from_id: 5, to_id: 3 },
  ];
  const signals = new Signals();
  const graph = new GraphStore(
    signals,
    {},
    {
      tasks,
      links,
      truncated: false,
      workflow_runs: [run(stages)],
    },
  );
  const at = (id: number) => graph.task(id) as CanvasTask;
  const stageAt = (id: number) => graph.workflows.stageOf(at(id)) as CanvasStage;
  return { graph, signals, at, stageAt, says: (id: number) => wordsOfStage(stageAt(id), at(id)) };
};

describe("the run of a workflow on the canvas", () => {
  it("is told by its root, with what its stages wait for", () => {
    const { graph, at, stageAt } = feature();
    expect(graph.workflows.runOf(at(1))).toMatchObject({ id: RUN, cost_usd: 0.5 });
    expect(graph.workflows.runOf(at(2))).toBeUndefined();
    expect(reasonOf(graph, stageAt(3), at(3))).toBe("Waits for plan");
    expect(reasonOf(graph, stageAt(4), at(4))).toBe(
      "Waits for build, then only when stages.build.status == 'failed'",
    );
    expect(reasonOf(graph, stageAt(5), at(5))).toBe("Waits for one of build, fix");
  });

  it("leads from stage to stage, dashed and labelled where a stage may be passed by", () => {
    const { graph } = feature();
    expect(graph.lines).toEqual([
      { type: "blocks", from_id: 2, to_id: 3 },
      { type: "flow", from_id: 3, to_id: 4 },
      { type: "flow", from_id: 3, to_id: 5 },
      { type: "flow", from_id: 4, to_id: 5 },
    ]);
    const edges = flowEdges({
      hierarchy: graph.hierarchy,
      collapsed: new Set(),
      links: graph.lines,
      task: graph.task,
      places: new Map(),
      related: false,
      canUnlink: true,
      lineBetween: (from, to) => graph.workflows.lineBetween(graph.task(from), graph.task(to)),
    });
    expect(edges.map(({ id, deletable, data }) => [id, deletable, data?.line])).toEqual([
      ["blocks:2:3", false, { conditional: false, label: null }],
      ["flow:3:4", false, { conditional: true, label: "when" }],
      ["flow:3:5", false, { conditional: true, label: "any" }],
      ["flow:4:5", false, { conditional: true, label: "any" }],
    ]);
  });

  it("is laid out along its stages from left to right", async () => {
    const { graph } = feature();
    const { hierarchy, lines } = graph;
    const { default: ELK } = await import("elkjs/lib/elk.bundled.js");
    const elk = new ELK();
    const { boxes } = await layOut({ hierarchy, links: lines, collapsed: new Set() }, (one) =>
      elk.layout(one),
    );
    const x = (id: number) => boxes.get(id)?.x ?? 0;
    expect(x(2)).toBeLessThan(x(3));
    expect(x(3)).toBeLessThan(x(4));
    expect(x(4)).toBeLessThan(x(5));
  });

  it("draws a stage that an event moves, what waits for it, and the run, and nothing else", () => {
    const { graph, signals, says } = feature();
    const before = [1, 2, 3, 4, 5].map((id) => signals.revision(id));
    const structure = graph.structure.get();
    const moved = { name: "plan", item: null, state: "succeeded", reason: null };
    graph.apply([event({ run: { id: RUN, status: "running", attention: null }, stages: [moved] })]);
    expect(says(2)).toBe("Done");
    expect([1, 2, 3, 4, 5].map((id, at) => signals.revision(id) > (before[at] as number))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(graph.structure.get()).toBe(structure);
    graph.apply([
      event({ run: { id: RUN, status: "failed", attention: null } }, "workflow.run_completed"),
    ]);
    expect(graph.workflows.run(RUN)?.status).toBe("failed");
    graph.apply([event({ run: { id: 99, status: "failed", attention: null }, stages: [moved] })]);
  });

  it("waits for a person from the moment a stage asks one until it has an answer", () => {
    const { graph, signals, at } = feature();
    const says = () => workflowWord(graph, at(1));
    expect(says()).toBe("Running");
    const before = signals.revision(1);
    graph.put({ ...at(2), status: "in_progress", request_id: 31, etag: "3000" });
    expect(says()).toBe("Waits for a person");
    expect(signals.revision(1)).toBeGreaterThan(before);
    graph.put({ ...at(2), request_id: null, etag: "3001" });
    expect(says()).toBe("Running");
  });

  it("wants to read a run whose tasks come while one looks, as those of a nested workflow do", () => {
    const { graph } = feature();
    const nested = { ...place(null), run_id: 8 };
    const root = task(20, null, { parent_id: 3, workflow: nested });
    expect(graph.apply([event(root, "task.created", 20)])).toBe(true);
    expect(graph.task(20)).toBeDefined();
    const item = task(21, "build", { parent_id: 3, workflow: place("build", 0) });
    expect(graph.apply([event(item, "task.created", 21)])).toBe(false);
  });

  it("passes a branch by with the reason", () => {
    const { graph, at, stageAt, says } = feature();
    const reason = "when was false: stages.build.status == 'failed'";
    const skipped = { name: "fix", item: null, state: "skipped", reason };
    graph.apply([event({ run: { id: RUN }, stages: [skipped] })]);
    expect(graph.isSkipped(at(4))).toBe(true);
    expect([says(4), reasonOf(graph, stageAt(4), at(4))]).toEqual(["Skipped", reason]);
  });

  it("counts the attempts of a stage that is tried again", () => {
    const { graph, says } = feature();
    const active = (reason: string | null) =>
      event({ run: { id: RUN }, stages: [{ name: "build", item: null, state: "active", reason }] });
    graph.apply([active(null), active("2 tests failed")]);
    expect(says(3)).toBe("Retrying 2 of 3");
    graph.put(task(3, "build", { status: "in_progress" }));
    expect(says(3)).toBe("Working, 2 of 3");
  });

  it("shows an item that comes while one looks, as its stage is defined", () => {
    const { graph, says, stageAt } = feature();
    const item = task(9, "build", { parent_id: 3, workflow: place("build", 0) });
    graph.apply([
      event({ ...item, kind: "work" }, "task.created", 9),
      event({
        run: { id: RUN },
        stages: [{ name: "build", item: 0, state: "active", reason: null }],
      }),
    ]);
    expect(graph.hierarchy.children.get(3)).toEqual([9]);
    expect(stageAt(9)).toMatchObject({ item: 0, max_attempts: 3, attempts: 1 });
    expect(says(9)).toBe("Ready");
    const next = task(10, "build", { parent_id: 3, workflow: place("build", 1) });
    graph.put(next);
    expect(reasonOf(graph, stageAt(10), next)).toBe("Waits for its turn");
    expect(says(3)).toBe("Waiting");
  });
});
