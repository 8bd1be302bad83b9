"use client";

import { useMemo } from "react";
import type { OnNodeDrag } from "reactflow";
import type { Point } from "@/components/canvas/layout/arrange";
import type { Flow } from "@/components/canvas/layout/use-flow";
import { stepsUnder } from "@/components/canvas/model/hierarchy";
import { useModel } from "@/components/canvas/model/model";
import type { CanvasNode } from "@/components/canvas/nodes/flow-nodes";
import type { CanvasTools } from "@/components/canvas/use-canvas-tools";
import type { Rect } from "@/components/graph/neighbours";

/** A step that is dragged within its sequence takes the place it is dropped at. */
export function useStepDrag(flow: Flow, tools: CanvasTools) {
  const { graph } = useModel();
  return useMemo(() => {
    const onNodeDragStop: OnNodeDrag<CanvasNode> = (_, node) => {
      const id = node.data.task;
      const parent = graph.hierarchy.parents.get(id);
      const start = flow.places.get(id);
      const corner = parent === undefined ? undefined : flow.places.get(parent);
      if (parent === undefined || !start || !corner) return;
      const order = stepsUnder(graph.hierarchy, parent);
      const point = {
        x: corner.x + node.position.x + start.width / 2,
        y: corner.y + node.position.y + start.height / 2,
      };
      const at = dropIndex(order, flow.places, id, point);
      // Back to where it was: the layout says where it goes, once the order is another.
      const home = { x: start.x - corner.x, y: start.y - corner.y };
      flow.setNodes((nodes) =>
        nodes.map((one) =>
          one.id === node.id ? { ...one, position: home, dragging: false } : one,
        ),
      );
      void tools.actions.move(id, at);
    };
    return { onNodeDragStop };
  }, [graph, flow, tools]);
}

/** The list with one of its members at another place. */
export function movedTo(order: readonly number[], id: number, at: number): number[] {
  const rest = order.filter((one) => one !== id);
  rest.splice(Math.max(0, Math.min(at, rest.length)), 0, id);
  return rest;
}

/** Where among the steps something that is held at `point` belongs: beside the nearest one, on the side it is held. */
export function dropIndex(
  order: readonly number[],
  places: ReadonlyMap<number, Rect>,
  dragged: number,
  point: Point,
): number {
  const others = order.filter((id) => id !== dragged);
  let [best, least, after] = [0, Number.POSITIVE_INFINITY, false];
  for (const [at, id] of others.entries()) {
    const rect = places.get(id);
    if (!rect) continue;
    const [dx, dy] = [point.x - (rect.x + rect.width / 2), point.y - (rect.y + rect.height / 2)];
    const away = Math.hypot(dx, dy * 2);
    if (away < least) [best, least, after] = [at, away, dx > 0];
  }
  return after ? best + 1 : best;
}
