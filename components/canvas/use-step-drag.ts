"use client";

import { useMemo } from "react";
import type { OnNodeDrag } from "reactflow";
import type { CanvasNode } from "./flow-nodes";
import { stepsUnder } from "./hierarchy";
import { useModel } from "./model";
import { dropIndex } from "./reorder";
import type { CanvasTools } from "./use-canvas-tools";
import type { Flow } from "./use-flow";

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
