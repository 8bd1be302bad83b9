"use client";

import { useEffect, useRef } from "react";
import { useReactFlow } from "reactflow";
import type { StageLayout } from "./use-stage-layout";

export const FIT = { padding: 0.12, maxZoom: 1, minZoom: 0.3 };

/**
 * Keeps the graph in view when its pane gets wider or narrower, or it grows: as a whole until somebody moves it, then the stage that
 * is chosen. The answer says whether somebody has.
 */
export function useKeptInView(
  size: { width: number; height: number } | null,
  layout: StageLayout | null,
  current: string | null,
) {
  const { fitView, getViewport, setViewport } = useReactFlow();
  const hasMoved = useRef(false);
  const latest = useRef({ layout, current });
  useEffect(() => {
    latest.current = { layout, current };
  });
  const places = layout?.places;
  useEffect(() => {
    if (!size || !places) return;
    if (!hasMoved.current) {
      // After React Flow has measured its new size.
      const frame = requestAnimationFrame(() => void fitView(FIT));
      return () => cancelAnimationFrame(frame);
    }
    const { layout, current } = latest.current;
    const rect = current === null ? undefined : layout?.places.get(current);
    if (!rect) return;
    const { x, y, zoom } = getViewport();
    const beyond = (rect.x + rect.width) * zoom + x - size.width;
    const before = rect.x * zoom + x;
    if (beyond > 0) void setViewport({ zoom, y, x: x - beyond - 16 });
    else if (before < 0) void setViewport({ zoom, y, x: x - before + 16 });
  }, [size, places, fitView, getViewport, setViewport]);
  return hasMoved;
}
