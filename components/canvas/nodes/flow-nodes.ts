import { type Node, type NodeHandle, Position } from "reactflow";
import type { Layout } from "@/components/canvas/layout/layout";
import { HEAD, LEAF } from "@/components/canvas/layout/sizes";
import {
  type Hierarchy,
  isStepOf,
  type Step,
  visibleTasks,
} from "@/components/canvas/model/hierarchy";
import type { Rect } from "@/components/graph/neighbours";

export type NodeKind = "task" | "container" | "collapsed";

export interface NodeData extends Record<string, unknown> {
  task: number;
  step: Step | undefined;
  /** How many tasks stand directly inside. */
  children: number;
}

export type CanvasNode = Node<NodeData, NodeKind>;

/** The nodes of a layout, parents first. One that stays as it was stays the same object, and is not drawn again. */
export function flowNodes(
  layout: Layout,
  hierarchy: Hierarchy,
  collapsed: ReadonlySet<number>,
  canReorder: boolean,
  before: readonly CanvasNode[],
): CanvasNode[] {
  const old = new Map(before.map((node) => [node.id, node]));
  return visibleTasks(hierarchy, collapsed).flatMap((id) => {
    const box = layout.boxes.get(id);
    if (!box) return [];
    const node = flowNode(id, box, hierarchy, collapsed, canReorder);
    const same = old.get(node.id);
    return same && isSame(same, node) ? same : node;
  });
}

function flowNode(
  id: number,
  { x, y, width, height }: Rect,
  hierarchy: Hierarchy,
  collapsed: ReadonlySet<number>,
  canReorder: boolean,
): CanvasNode {
  const children = hierarchy.children.get(id)?.length ?? 0;
  const parent = hierarchy.parents.get(id);
  const step = hierarchy.steps.get(id);
  const kind = children === 0 ? "task" : collapsed.has(id) ? "collapsed" : "container";
  return {
    id: String(id),
    type: kind,
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: handlesOf(width, kind === "container" ? HEAD : LEAF.height),
    ...(parent === undefined ? {} : { parentId: String(parent), extent: "parent" as const }),
    draggable: canReorder && isStepOf(step),
    selectable: false,
    style: { pointerEvents: "all" },
    data: { task: id, step, children },
  };
}

/** Given and not measured, so that edges are there at once. */
function handlesOf(width: number, height: number): NodeHandle[] {
  const y = Math.round(height / 2);
  const side = (type: "source" | "target", position: Position, x: number): NodeHandle => ({
    type,
    position,
    x,
    y,
    width: 0,
    height: 0,
  });
  return [side("target", Position.Left, 0), side("source", Position.Right, width)];
}

function isSame(a: CanvasNode, b: CanvasNode): boolean {
  return (
    a.type === b.type &&
    a.position.x === b.position.x &&
    a.position.y === b.position.y &&
    a.width === b.width &&
    a.height === b.height &&
    a.parentId === b.parentId &&
    a.draggable === b.draggable &&
    a.data.children === b.data.children &&
    a.data.step?.number === b.data.step?.number &&
    a.data.step?.of === b.data.step?.of
  );
}
