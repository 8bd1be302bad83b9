import { describe, expect, it } from "vitest";
import { fitted, wrapped, xml } from "@/components/canvas/drawing/svg-text";
import { absoluteBoxes, layOut } from "@/components/canvas/layout/layout";
import { type CanvasTask, toCanvasTask } from "@/components/canvas/model/canvas-task";
import { hierarchyOf } from "@/components/canvas/model/hierarchy";
import { flowEdges } from "@/components/canvas/nodes/flow-edges";
import { flowNodes } from "@/components/canvas/nodes/flow-nodes";
import { aTask } from "@/components/sync/cache/task-fixture";
import { TASK_STATUSES } from "@/components/ui/display/status";
import { svgOf } from "./export-svg";

const COLOURS = [
  "canvas",
  "raised",
  "line",
  "line-strong",
  "line-control",
  "ink",
  "ink-2",
  "ink-3",
  "danger",
  "panel",
];
const measure = (text: string) => text.length * 6;
const theme = {
  colours: Object.fromEntries(COLOURS.map((name) => [name, "#123456"])),
  status: Object.fromEntries(TASK_STATUSES.map((one) => [one, { colour: "#654321", glyph: "" }])),
  family: "Geist",
  fonts: "",
  measure,
} as unknown as Parameters<typeof svgOf>[1];

const task = (id: number, special: Partial<CanvasTask>): CanvasTask =>
  toCanvasTask({
    ...aTask({ id }),
    parent_id: null,
    exec_mode: "par",
    exec_order: null,
    on_failure: "block",
    progress: { done: 0, total: 0 },
    ...special,
  } as never);

async function drawn(title: string): Promise<string> {
  const tasks = [
    task(1, { title, progress: { done: 1, total: 2 } }),
    task(2, { title, parent_id: 1, exec_mode: "seq", exec_order: 1, status: "done" }),
    task(3, { title, parent_id: 1, exec_mode: "seq", exec_order: 2, assigned_to: title }),
  ];
  const hierarchy = hierarchyOf(tasks);
  const none = new Set<number>();
  const layout = await layOut({ hierarchy, links: [], collapsed: none }, async (graph) => graph);
  const places = absoluteBoxes(layout, hierarchy);
  const byId = (id: number) => tasks.find((one) => one.id === id);
  const edges = flowEdges({
    hierarchy,
    links: [],
    task: byId,
    places,
    collapsed: none,
    related: true,
    canUnlink: true,
  });
  const nodes = flowNodes(layout, hierarchy, none, true, []);
  return svgOf({ nodes, edges, places, task: byId }, theme).svg;
}

describe("the drawing", () => {
  it.each([
    `<script>alert("x")</script> & more`,
    "brackets [] {} () `ticks` 'quotes' \"double\"",
    "tabs\tand\nnewlines\u0000\u0007\ufffe",
    "🧑‍🚀 emoji 👩‍👩‍👧‍👦 and \ud800 half of one",
    "עברית مرحبا right to left \u202e",
    "x".repeat(500),
    "",
  ])("is valid for the title %j", async (title) => {
    const svg = await drawn(title);
    expect(svg).toMatch(/^<svg [^>]*viewBox="-?\d/);
    expect(svg).not.toContain("<script");
    expect([...svg].filter((sign) => sign < " " && sign !== "\n")).toEqual([]);
    expect(svg.isWellFormed()).toBe(true);
    expect(svg).not.toMatch(/&(?!(amp|lt|gt|quot);)/);
    const open = svg.match(/<(svg|g|text|defs|marker|style)[ >]/g) ?? [];
    const closed = svg.match(/<\/(svg|g|text|defs|marker|style)>/g) ?? [];
    expect(closed.length).toBe(open.length);
    expect(svg).toContain(">TASK-003</text>");
    expect(svg).toContain('marker-end="url(#released)"');
  });
});

describe("texts in a drawing", () => {
  it("are cut between what one sees as signs, and broken between words", () => {
    expect(fitted("short", 100, measure)).toBe("short");
    expect(fitted("a longer text", 60, measure)).toBe("a longer…");
    expect(fitted("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 80, measure)).toBe("👩‍👩‍👧‍👦…");
    expect(wrapped("one two three four", 60, 2, measure)).toEqual(["one two", "three four"]);
    expect(wrapped("one two three four five", 60, 2, measure)).toEqual(["one two", "three fou…"]);
    expect(xml('a<b>&"c"\u0001')).toBe("a&lt;b&gt;&amp;&quot;c&quot;");
  });
});
