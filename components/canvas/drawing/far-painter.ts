import { FAR_ZOOM, HEAD, LEAF, OUTLINE_ZOOM } from "@/components/canvas/layout/sizes";
import { type CanvasTask, isHolding } from "@/components/canvas/model/canvas-task";
import type { CanvasEdge } from "@/components/canvas/nodes/flow-edges";
import type { CanvasNode } from "@/components/canvas/nodes/flow-nodes";
import type { Rect } from "@/components/graph/neighbours";
import type { TaskStatus } from "@/components/ui/display/status";
import type { DrawTheme } from "./draw-theme";

export interface FarScene {
  nodes: readonly CanvasNode[];
  edges: readonly CanvasEdge[];
  places: ReadonlyMap<number, Rect>;
  task: (id: number) => CanvasTask | undefined;
  isDimmed: (task: CanvasTask) => boolean;
  isLit: (id: number) => boolean;
  /** Drawn by React Flow itself: the focused node. */
  isDrawn: (id: number) => boolean;
}

export interface View {
  x: number;
  y: number;
  zoom: number;
  width: number;
  height: number;
}

/** The icon of a status in this many device pixels. */
export type Sprites = (status: TaskStatus, pixels: number) => CanvasImageSource | null;

const DASHED_ZOOM = 0.3;
/** From this size on an icon can be told from another. */
const READABLE = 7;

/**
 * Draws the tasks and lines of a crowded canvas as they look from far, in one go: as elements, a thousand of them take
 * several frames' time to paint. `context` is scaled to CSS pixels.
 */
export function paintFar(
  context: CanvasRenderingContext2D,
  scene: FarScene,
  view: View,
  theme: DrawTheme,
  sprites: Sprites,
): void {
  context.clearRect(0, 0, view.width, view.height);
  paintEdges(context, scene, view, theme);
  paintLeaves(context, scene, view, theme, sprites);
  paintTitles(context, scene, view, theme);
}

function paintLeaves(
  context: CanvasRenderingContext2D,
  scene: FarScene,
  view: View,
  theme: DrawTheme,
  sprites: Sprites,
): void {
  const leaves = scene.nodes.filter(({ type }) => type !== "container");
  const named = view.zoom >= FAR_ZOOM;
  const icon = Math.max(named ? READABLE : 0, Math.round((named ? 18 : 44) * view.zoom));
  for (const { data } of leaves) {
    const rect = scene.places.get(data.task);
    const task = scene.task(data.task);
    if (!rect || !task || scene.isDrawn(data.task)) continue;
    const [left, top] = [rect.x * view.zoom + view.x, rect.y * view.zoom + view.y];
    const [width, height] = [rect.width * view.zoom, rect.height * view.zoom];
    if (left > view.width || top > view.height || left + width < 0 || top + height < 0) continue;
    const dim = scene.isDimmed(task);
    const { colour } = theme.status[task.status];
    context.fillStyle = dim ? theme.colours.canvas : theme.colours.raised;
    context.fillRect(left, top, width, height);
    if (scene.isLit(task.id)) fillTint(context, colour, 0.45, left, top, width, height);
    else if (!dim && icon < READABLE) fillTint(context, colour, 0.25, left, top, width, height);
    context.fillStyle = dim ? theme.colours.line : colour;
    context.fillRect(left, top, Math.max(1.5, 10 * view.zoom), height);
    context.strokeStyle = theme.colours[dim ? "line" : "line-strong"];
    context.lineWidth = 1;
    context.strokeRect(left + 0.5, top + 0.5, width - 1, height - 1);
    const sprite = dim || icon < READABLE ? null : sprites(task.status, icon);
    const [x, y] = named
      ? [left + 14 * view.zoom, top + 8 * view.zoom]
      : [left + (width - icon) / 2, top + (height - icon) / 2];
    if (sprite) context.drawImage(sprite, x, y, icon, icon);
    if (named) {
      context.fillStyle = theme.colours[dim ? "ink-3" : "ink"];
      paintName(context, task.title, data.step?.number, { left, top }, view.zoom, theme.family);
    }
  }
}

/** A title in two lines, and the number of a step beside its sign, as a node shows them from that near. */
function paintName(
  context: CanvasRenderingContext2D,
  title: string,
  step: number | undefined,
  { left, top }: { left: number; top: number },
  zoom: number,
  family: string,
): void {
  context.font = `500 ${17 * zoom}px ${family}`;
  context.textBaseline = "alphabetic";
  const signs = Math.floor((LEAF.width - 26) / 8.7);
  const words = title.length <= signs ? [title] : broken(title, signs);
  for (const [at, line] of words.entries()) {
    context.fillText(line, left + 14 * zoom, top + (46 + 22 * at) * zoom);
  }
  if (step !== undefined) context.fillText(String(step), left + 40 * zoom, top + 23 * zoom);
}

/** Two lines of so many letters, broken at a space where there is one. */
function broken(title: string, signs: number): [string, string] {
  const space = title.lastIndexOf(" ", signs);
  const end = space > signs / 3 ? space : signs;
  return [title.slice(0, end), cut(title.slice(end).trimStart(), signs * SIGN)];
}

function fillTint(
  context: CanvasRenderingContext2D,
  colour: string,
  alpha: number,
  ...rect: [number, number, number, number]
): void {
  context.globalAlpha = alpha;
  context.fillStyle = colour;
  context.fillRect(...rect);
  context.globalAlpha = 1;
}

/** The names of containers, of the topmost alone where there is no room for more. */
function paintTitles(
  context: CanvasRenderingContext2D,
  { nodes, places, task, isDimmed }: FarScene,
  { x, y, zoom, width, height }: View,
  { colours, family }: DrawTheme,
): void {
  context.font = `600 ${TITLE}px ${family}`;
  context.textBaseline = "middle";
  for (const { type, parentId, data } of nodes) {
    if (type !== "container" || (zoom < OUTLINE_ZOOM && parentId !== undefined)) continue;
    const [rect, one] = [places.get(data.task), task(data.task)];
    if (!rect || !one) continue;
    const [left, top] = [rect.x * zoom + x, rect.y * zoom + y];
    const room = rect.width * zoom - 6;
    if (left > width || top > height || left + room < 0 || top + 20 < 0 || room < 24) continue;
    const text = cut(one.title, room);
    const line = top + Math.max(9, (HEAD * zoom) / 2);
    // Where the head is lower than its name, the name stands over what is inside.
    if (HEAD * zoom < 16) {
      context.globalAlpha = 0.85;
      context.fillStyle = colours.canvas;
      context.fillRect(left + 1, line - 8, Math.min(room, text.length * SIGN + 6), 16);
      context.globalAlpha = 1;
    }
    context.fillStyle = isDimmed(one) ? colours["ink-3"] : colours.ink;
    context.fillText(text, left + 4, line, room);
  }
}

const TITLE = 12;
const SIGN = 6.4;

/** As much as fits, judged by the width of a usual letter: to measure each in each frame would take longer than to draw. */
function cut(title: string, room: number): string {
  const signs = Math.floor(room / SIGN);
  return title.length <= signs ? title : `${title.slice(0, Math.max(1, signs - 1)).trimEnd()}…`;
}

/** Straight lines, one stroke for all of a kind. */
function paintEdges(
  context: CanvasRenderingContext2D,
  { edges, places, task }: FarScene,
  { x, y, zoom }: View,
  { colours }: DrawTheme,
): void {
  const kinds = {
    step: new Path2D(),
    released: new Path2D(),
    holding: new Path2D(),
    maybe: new Path2D(),
  };
  for (const { type, data, source, target } of edges) {
    const [from, to] = [places.get(Number(source)), places.get(Number(target))];
    if (!from || !to || !data) continue;
    if (type === "link" && !data.line && data.links[0]?.type !== "blocks") continue;
    const ids = type === "step" ? [data.from] : data.links.map(({ from_id }) => from_id);
    const holds = ids.some((id) => {
      const one = task(id);
      return one !== undefined && isHolding(one);
    });
    // The way back to the next row of a sequence would cross all that is between.
    if (to.x < from.x) continue;
    const isOrder = type === "step" || data.line !== undefined;
    const kind = holds ? (isOrder ? "step" : "holding") : "released";
    const line = kinds[data.line?.conditional ? "maybe" : kind];
    line.moveTo((from.x + from.width) * zoom + x, middle(from) * zoom + y);
    line.lineTo(to.x * zoom + x, middle(to) * zoom + y);
  }
  context.lineWidth = Math.max(1, 4 * zoom);
  for (const [kind, colour] of [
    ["released", colours["line-strong"]],
    ["step", colours["line-control"]],
    ["holding", colours.danger],
  ] as const) {
    context.strokeStyle = colour;
    context.stroke(kinds[kind]);
  }
  context.strokeStyle = colours["line-control"];
  // Dashes cost many times what a line does, and cannot be seen from further away.
  const dashed = zoom >= DASHED_ZOOM;
  if (dashed) context.setLineDash([8 * zoom, 6 * zoom]);
  context.stroke(kinds.maybe);
  if (dashed) context.setLineDash([]);
}

const middle = ({ y, height }: Rect): number => y + (height > LEAF.height ? HEAD : LEAF.height) / 2;

/** Icons as bitmaps of the size they are drawn in, made when they are first wanted; `onReady` when one has come. */
export function spritesOf(theme: () => DrawTheme | null, onReady: () => void): Sprites {
  const images = new Map<TaskStatus, HTMLImageElement>();
  const sized = new Map<string, HTMLCanvasElement>();
  return (status, pixels) => {
    const image = images.get(status);
    if (!image) {
      images.set(status, imageOf(theme()?.status[status].glyph ?? "", onReady));
      return null;
    }
    if (!image.complete || image.naturalWidth === 0) return null;
    const key = `${status}:${pixels}`;
    const known = sized.get(key);
    if (known) return known;
    const canvas = document.createElement("canvas");
    const sharp = Math.min(2, devicePixelRatio);
    canvas.width = pixels * sharp;
    canvas.height = pixels * sharp;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    sized.set(key, canvas);
    return canvas;
  };
}

function imageOf(glyph: string, onReady: () => void): HTMLImageElement {
  const image = new Image();
  image.onload = onReady;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 16 16">${glyph}</svg>`;
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  return image;
}
