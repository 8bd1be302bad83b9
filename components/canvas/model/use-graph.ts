"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type CanvasScope, graphQuery } from "@/components/canvas/canvas-view";
import { apiGet } from "@/components/sync/api";
import { useStreamState } from "@/components/sync/stream/live-provider";
import type { TaskWire } from "@/lib/tasks/shapes";
import { type CanvasGraph, type CanvasLink, toCanvasTask } from "./canvas-task";

export const graphKey = (scope: CanvasScope) => ["graph", graphQuery(scope)] as const;

/** The tasks and links to show, first as the server read them for the page. Events keep them true (use-canvas-live.ts). */
export function useGraph(scope: CanvasScope, first: CanvasGraph | undefined) {
  const stream = useStreamState();
  // On the way here from another screen, what happened between the server's reading and now was heard by nobody.
  const [mayBeOld] = useState(stream !== "connecting");
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
    refetchOnMount: mayBeOld ? "always" : false,
    // It lives in the canvas's own store from here on.
    gcTime: 0,
  });
}
