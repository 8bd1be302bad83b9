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
        const shown = events.filter(({ type }) => /^(task\.|workflow\.run_)/.test(type));
        const reread = shown.length > 0 && model.graph.apply(shown);
        if (reread || events.some((event) => costsMore(model, event) || namesFew(event)))
          readAgain(client, queryKeys.graph(query));
        else if (shown.some(({ type }) => type.startsWith("workflow.")))
          readAgain(client, queryKeys.graph(query), "check");
        for (const { type, task_id } of shown) {
          if (type === "task.claimed" && task_id !== null && model.graph.task(task_id)) {
            model.stage.pulse(task_id);
          }
        }
      },
      [model, client, query],
    ),
  );
}

/** Whether a run of a workflow that is shown has cost more: of an agent's run that ended, its task knows nothing. */
function costsMore({ graph }: CanvasModel, { type, task_id }: EventWire): boolean {
  if (type !== "run.completed" || task_id === null) return false;
  const run = graph.task(task_id)?.workflow?.run_id;
  return run !== undefined && graph.workflows.run(run) !== undefined;
}

/** As many stages as one event of a run names. */
const MOST_NAMED = 200;

/** Whether more stages of a run changed than its event names. */
const namesFew = ({ type, data }: EventWire): boolean =>
  type.startsWith("workflow.run_") &&
  ((data as { stages?: unknown[] }).stages?.length ?? 0) >= MOST_NAMED;
