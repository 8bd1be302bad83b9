"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { type CanvasScope, graphQuery } from "@/components/canvas/canvas-view";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { readAgain } from "@/components/sync/gate/read-again";
import { useLiveEvents } from "@/components/sync/stream/live-provider";
import type { EventWire } from "@/lib/events/shapes";
import type { CanvasModel } from "./model";

/** Applies what happens to the canvas, and lights up what an agent takes. */
export function useCanvasLive(model: CanvasModel, scope: CanvasScope): void {
  const client = useQueryClient();
  const query = graphQuery(scope);
  useLiveEvents(
    useCallback(
      (events: readonly EventWire[]) => {
        const ofTasks = events.filter(({ type }) => type.startsWith("task."));
        if (ofTasks.length === 0) return;
        if (model.graph.apply(ofTasks)) readAgain(client, queryKeys.graph(query));
        for (const { type, task_id } of ofTasks) {
          if (type === "task.claimed" && task_id !== null && model.graph.task(task_id)) {
            model.stage.pulse(task_id);
          }
        }
      },
      [model, client, query],
    ),
  );
}
