import { getBezierPath, getSmoothStepPath, Position } from "reactflow";
import type { DrawTheme } from "@/components/canvas/drawing/draw-theme";
import { fitted, wrapped, xml } from "@/components/canvas/drawing/svg-text";
import { HEAD, LEAF } from "@/components/canvas/layout/sizes";
import { type CanvasTask, isHolding, isOver } from "@/components/canvas/model/canvas-task";
import type { CanvasEdge } from "@/components/canvas/nodes/flow-edges";
import type { CanvasNode } from "@/components/canvas/nodes/flow-nodes";
import type { Rect } from "@/components/graph/neighbours";
import { PRIORITY } from "@/components/ui/display/priority";
import { STATUS } from "@/components/ui/display/status";

interface ExportTheme extends DrawTheme {
  /** A style sheet that brings the fonts along; empty to do without. */
  fonts: string;
}

interface Scene {
  nodes: readonly CanvasNode[];
  edges: readonly CanvasEdge[];
  places: ReadonlyMap<number, Rect>;
  task: (id: number) => CanvasTask | undefined;
  /** How a stage or a run of a workflow stands; undefined for other tasks. */
  wordOf?: (task: CanvasTask) => string | undefined;
}

const MARGIN = 32;
const SANS = "Geist, ui-sans-serif, system-ui, sans-serif";
const MONO = "'Geist Mono', ui-monospace, monospace";

/** The whole canvas as one SVG document, whatever part of it is in view. */
export function svgOf(
  scene: Scene,
  theme: ExportTheme,
): { svg: string; width: number; height: number } {
  const rects = [...scene.places.values()];
  const [left, top] = [Math.min(...rects.map(({ x }) => x)), Math.min(...rects.map(({ y }) => y))];
  const width = Math.max(...rects.map((rect) => rect.x + rect.width)) - left + 2 * MARGIN;
  const height = Math.max(...rects.map((rect) => rect.y + rect.height)) - top + 2 * MARGIN;
  const { colours } = theme;
  const groups = scene.nodes.filter(({ type }) => type === "container");
  const leaves = scene.nodes.filter(({ type }) => type !== "container");
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${left - MARGIN} ${top - MARGIN} ${width} ${height}" font-family="${SANS}">`,
    `<style>${theme.fonts}</style>`,
    `<defs>${arrow("step", colours["line-control"])}${arrow("released", colours["line-strong"])}${arrow("holding", colours.danger)}</defs>`,
    `<rect x="${left - MARGIN}" y="${top - MARGIN}" width="${width}" height="${height}" fill="${colours.canvas}"/>`,
    ...groups.map((node) => nodeSvg(node, scene, theme)),
    ...scene.edges.map((edge) => edgeSvg(edge, scene, theme)),
    ...leaves.map((node) => nodeSvg(node, scene, theme)),
    "</svg>",
  ].join("\n");
  return { svg, width, height };
}

const arrow = (kind: string, colour: string): string =>
  `<marker id="${kind}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 1 10 5 0 9z" fill="${colour}"/></marker>`;

function nodeSvg(node: CanvasNode, scene: Scene, theme: ExportTheme): string {
  const rect = scene.places.get(node.data.task);
  const task = scene.task(node.data.task);
  if (!rect || !task) return "";
  const { colours, status, measure } = theme;
  const { colour, glyph } = status[task.status];
  const isGroup = node.type === "container";
  const inner = rect.width - 26;
  const stands = scene.wordOf?.(task) ?? STATUS[task.status].label;
  const word = task.archived_at === null ? stands : "Archived";
  const step = node.data.step;
  const shift = step ? 22 : 0;
  const parts = [
    `<rect width="${rect.width}" height="${rect.height}" rx="6" fill="${isGroup ? colours.ink : colours.raised}"${isGroup ? ' fill-opacity="0.03"' : ""} stroke="${colours["line-strong"]}"/>`,
    isGroup ? "" : `<rect width="3" height="${rect.height}" rx="1.5" fill="${colour}"/>`,
    step
      ? `<rect x="14" y="8" width="16" height="16" rx="3" fill="${colours.ink}"/><text x="22" y="20" text-anchor="middle" font-size="11" font-weight="600" fill="${colours.panel}">${step.number}</text>`
      : "",
    `<svg x="${14 + shift}" y="9" width="14" height="14" viewBox="0 0 16 16">${glyph}</svg>`,
    `<text x="${33 + shift}" y="20" font-size="11" font-weight="500" fill="${colour}">${xml(word)}</text>`,
    `<text x="${rect.width - 12}" y="20" text-anchor="end" font-size="11" font-family="${MONO}" fill="${colours["ink-3"]}">${xml(task.ticket_ref)}</text>`,
    ...titleLines(task, isGroup, inner, measure).map(
      (line, at) =>
        `<text x="14" y="${(isGroup ? 43 : 41) + at * 16}" font-size="${isGroup ? 13 : 12}" font-weight="${isGroup ? 600 : 500}" fill="${isOver(task) ? colours["ink-3"] : colours.ink}">${xml(line)}</text>`,
    ),
    footSvg(task, isGroup ? HEAD - 12 : LEAF.height - 13, inner, theme),
  ];
  return `<g transform="translate(${rect.x} ${rect.y})">${parts.join("")}</g>`;
}

function titleLines(
  task: CanvasTask,
  isGroup: boolean,
  width: number,
  measure: ExportTheme["measure"],
): string[] {
  const font = isGroup ? "600 13px Geist" : "500 12px Geist";
  const lines = isGroup || task.progress.total > 0 ? 1 : 2;
  return wrapped(task.title, width, lines, (text) => measure(text, font));
}

function footSvg(
  task: CanvasTask,
  y: number,
  width: number,
  { colours, status, measure }: ExportTheme,
): string {
  const { done, total } = task.progress;
  if (total > 0) {
    const bar = Math.min(width - 40, 320);
    return `<rect x="14" y="${y - 4}" width="${bar}" height="4" rx="2" fill="${colours.ink}" fill-opacity="0.12"/><rect x="14" y="${y - 4}" width="${Math.round((bar * done) / total)}" height="4" rx="2" fill="${status.done.colour}"/><text x="${bar + 22}" y="${y + 1}" font-size="11" fill="${colours["ink-3"]}">${done}/${total}</text>`;
  }
  const text =
    task.status === "blocked"
      ? (task.blocked_reason ?? "")
      : (task.assigned_to ?? PRIORITY[task.priority].label);
  const line = fitted(text, width, (one) => measure(one, "400 11px Geist"));
  return `<text x="14" y="${y + 4}" font-size="11" fill="${colours["ink-2"]}">${xml(line)}</text>`;
}

function edgeSvg(
  { type, data, source, target }: CanvasEdge,
  scene: Scene,
  { colours }: ExportTheme,
): string {
  const [from, to] = [scene.places.get(Number(source)), scene.places.get(Number(target))];
  if (!from || !to || !data) return "";
  const ends = {
    sourceX: from.x + from.width,
    sourceY: from.y + Math.min(from.height, from.height > LEAF.height ? HEAD : LEAF.height) / 2,
    sourcePosition: Position.Right,
    targetX: to.x,
    targetY: to.y + Math.min(to.height, to.height > LEAF.height ? HEAD : LEAF.height) / 2,
    targetPosition: Position.Left,
  };
  const holds = (id: number) => {
    const task = scene.task(id);
    return task !== undefined && isHolding(task);
  };
  if (type === "step") {
    const [path] = getSmoothStepPath({ ...ends, borderRadius: 10, offset: 14 });
    const kind = holds(data.from) ? "step" : "released";
    return line(path, colours[kind === "step" ? "line-control" : "line-strong"], kind);
  }
  const [path, x, y] = getBezierPath({ ...ends, curvature: 0.3 });
  if (data.line) {
    const kind = holds(data.from) ? "step" : "released";
    const colour = colours[kind === "step" ? "line-control" : "line-strong"];
    const label = data.line.label
      ? `<text x="${x}" y="${y - 5}" text-anchor="middle" font-size="11" fill="${colours["ink-2"]}">${xml(data.line.label)}</text>`
      : "";
    return line(path, colour, kind, data.line.conditional ? "6 5" : undefined) + label;
  }
  const link = data.links[0]?.type ?? "blocks";
  if (link !== "blocks")
    return line(path, colours["ink-3"], null, link === "relates" ? "6 5" : "2 4");
  const holding = data.links.some(({ from_id }) => holds(from_id));
  return line(
    path,
    holding ? colours.danger : colours["line-strong"],
    holding ? "holding" : "released",
  );
}

function line(path: string, colour: string, head: string | null, dashes?: string): string {
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.5"${head ? ` marker-end="url(#${head})"` : ""}${dashes ? ` stroke-dasharray="${dashes}"` : ""}/>`;
}
