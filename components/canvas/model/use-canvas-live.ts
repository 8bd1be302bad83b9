"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { type CanvasScope, graphQuery } from "@/components/canvas/canvas-view";
import { useLiveEvents } from "@/components/sync/stream/live-provider";
import type { EventWire } from "@/lib/events/shapes";
import type { CanvasModel } from "./model";

const REREAD_MS = 250;

/** Applies what happens to the canvas, once per frame, and lights up what an agent takes. */
export function useCanvasLive(model: CanvasModel, scope: CanvasScope): void {
  const client = useQueryClient();
  const waiting = useRef<EventWire[]>([]);
  const frame = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const query = graphQuery(scope);

  const flush = useCallback(() => {
    frame.current = 0;
    const events = waiting.current;
    waiting.current = [];
    const reread = model.graph.apply(events);
    for (const { type, task_id } of events) {
      if (type === "task.claimed" && task_id !== null && model.graph.task(task_id)) {
        model.stage.pulse(task_id);
      }
    }
    if (!reread) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      void client.invalidateQueries({ queryKey: ["graph", query] });
    }, REREAD_MS);
  }, [model, client, query]);

  useLiveEvents(
    useCallback(
      (event: EventWire) => {
        if (!event.type.startsWith("task.")) return;
        waiting.current.push(event);
        frame.current ||= requestAnimationFrame(flush);
      },
      [flush],
    ),
  );

  useEffect(
    () => () => {
      cancelAnimationFrame(frame.current);
      clearTimeout(timer.current);
      frame.current = 0;
    },
    [],
  );
}
