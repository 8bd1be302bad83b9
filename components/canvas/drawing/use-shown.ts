"use client";

import { useMemo } from "react";
import type { Flow } from "@/components/canvas/layout/use-flow";
import { useModel, useSignal } from "@/components/canvas/model/model";
import type { CanvasEdge } from "@/components/canvas/nodes/flow-edges";

const NO_EDGES: CanvasEdge[] = [];

/** What React Flow draws: everything, or while a crowd is painted from far, the containers and the focused one. */
export function useShown(flow: Flow, painted: boolean) {
  const { stage } = useModel();
  const focused = useSignal(stage.focused);
  const { nodes, edges } = flow;
  const only = painted ? focused : null;
  return useMemo(() => {
    if (!painted) return { nodes, edges };
    return {
      nodes: nodes.filter(
        ({ type, parentId, data }) =>
          type === "container" || parentId === undefined || data.task === only,
      ),
      edges: NO_EDGES,
    };
  }, [nodes, edges, painted, only]);
}
