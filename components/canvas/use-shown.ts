"use client";

import { useMemo } from "react";
import type { CanvasEdge } from "./flow-edges";
import { useModel, useSignal } from "./model";
import type { Flow } from "./use-flow";

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
