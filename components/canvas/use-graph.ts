"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/live/api";
import type { TaskWire } from "@/lib/tasks/wire";
import { type CanvasGraph, type CanvasLink, toCanvasTask } from "./canvas-task";
import { type CanvasScope, graphQuery } from "./canvas-view";

export const graphKey = (scope: CanvasScope) => ["graph", graphQuery(scope)] as const;

/** The tasks and links to show, first as the server read them for the page. Events keep them true (use-canvas-live.ts). */
export function useGraph(scope: CanvasScope, first: CanvasGraph | undefined) {
  return useQuery({
    queryKey: graphKey(scope),
    queryFn: async ({ signal }): Promise<CanvasGraph> => {
      const graph = await apiGet<Omit<CanvasGraph, "tasks"> & { tasks: TaskWire[] }>(
        `/api/tasks/graph?${graphQuery(scope)}`,
        signal,
      );
      return { ...graph, tasks: graph.tasks.map(toCanvasTask), links: graph.links as CanvasLink[] };
    },
    initialData: first,
    // It lives in the canvas's own store from here on.
    gcTime: 0,
  });
}
