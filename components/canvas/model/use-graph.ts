"use client";

import { useQuery } from "@tanstack/react-query";
import { type CanvasScope, graphQuery } from "@/components/canvas/canvas-view";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import type { TaskWire } from "@/lib/tasks/shapes";
import { type CanvasGraph, type CanvasLink, toCanvasTask } from "./canvas-task";

/** The tasks and links to show, first as the server read them for the page. Events keep them true (use-canvas-live.ts). */
export function useGraph(scope: CanvasScope, first: CanvasGraph | undefined) {
  const queryKey = queryKeys.graph(graphQuery(scope));
  return useQuery({
    queryKey,
    queryFn: async ({ signal }): Promise<CanvasGraph> => {
      const graph = await apiGet<Omit<CanvasGraph, "tasks"> & { tasks: TaskWire[] }>(
        `/api/tasks/graph?${graphQuery(scope)}`,
        signal,
      );
      return { ...graph, tasks: graph.tasks.map(toCanvasTask), links: graph.links as CanvasLink[] };
    },
    ...useFirstPaint(queryKey, first),
    // It lives in the canvas's own store from here on.
    gcTime: 0,
  });
}
