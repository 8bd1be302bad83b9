import type { Edge } from "reactflow";
import type { CanvasLine, CanvasTask } from "@/components/canvas/model/canvas-task";
import { type Hierarchy, shownFor, stepPairs } from "@/components/canvas/model/hierarchy";
import type { StageLine } from "@/components/canvas/workflows/workflow-index";
import type { Rect } from "@/components/graph/neighbours";

export interface EdgeData extends Record<string, unknown> {
  from: number;
  to: number;
  /** The links it stands for: several when a collapsed container hides their ends. None for the order of steps. */
  links: readonly CanvasLine[];
  /** What it says from stage to stage of a workflow. */
  line?: StageLine;
}

export type CanvasEdge = Edge<EdgeData, "step" | "link">;

interface EdgeInput {
  hierarchy: Hierarchy;
  collapsed: ReadonlySet<number>;
  links: readonly CanvasLine[];
  task: (id: number) => CanvasTask | undefined;
  places: ReadonlyMap<number, Rect>;
  /** Whether `relates` and `duplicates` are drawn too. */
  related: boolean;
  canUnlink: boolean;
  /** What the line from one task to another says, where both are stages of a run. */
  lineBetween?: (from: number, to: number) => StageLine | undefined;
}

/** Arrows from step to step, and the links, each between what is shown of its ends. */
export function flowEdges(input: EdgeInput): CanvasEdge[] {
  const { hierarchy, collapsed, task } = input;
  const shown = (id: number) => shownFor(hierarchy, collapsed, id);
  const place = (id: number | undefined) => input.places.get(id ?? 0);
  const ref = (id: number) => task(id)?.ticket_ref ?? `#${id}`;
  const steps = stepPairs(hierarchy)
    .filter(([from, to]) => shown(from) === from && shown(to) === to)
    .map(
      ([from, to]): CanvasEdge => ({
        id: `step:${from}:${to}`,
        type: "step",
        source: String(from),
        target: String(to),
        selectable: false,
        focusable: false,
        deletable: false,
        domAttributes: { "aria-hidden": true },
        data: { from, to, links: [] },
      }),
    );
  const bundles = new Map<string, CanvasEdge>();
  for (const link of input.links) {
    const hasDirection = link.type === "blocks" || link.type === "flow";
    if (!hasDirection && !input.related) continue;
    const ends = [shown(link.from_id), shown(link.to_id)];
    // What has no direction is drawn from left to right.
    const turned = !hasDirection && isAfter(place(ends[0]), place(ends[1]));
    const [from, to] = (turned ? ends.reverse() : ends) as [number, number];
    if (from === to) continue;
    const id = `${link.type}:${from}:${to}`;
    const before = bundles.get(id)?.data?.links ?? [];
    const line = hasDirection ? input.lineBetween?.(link.from_id, link.to_id) : undefined;
    bundles.set(id, {
      id,
      type: "link",
      source: String(from),
      target: String(to),
      // What leads from stage to stage is the workflow's, and stays.
      selectable: line === undefined,
      deletable: input.canUnlink && line === undefined,
      ariaLabel: `${ref(from)} ${link.type === "flow" ? "leads to" : link.type} ${ref(to)}`,
      data: { from, to, links: [...before, link], line },
    });
  }
  return [...steps, ...bundles.values()];
}

const isAfter = (a: Rect | undefined, b: Rect | undefined): boolean =>
  a !== undefined && b !== undefined && (a.x > b.x || (a.x === b.x && a.y > b.y));
