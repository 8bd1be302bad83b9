"use client";

import { useCallback } from "react";
import { useReactFlow } from "reactflow";
import { HEAD } from "@/components/canvas/layout/sizes";
import type { Flow } from "@/components/canvas/layout/use-flow";
import { useModel } from "@/components/canvas/model/model";

const EDGE = 24;
const prefersStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
export const moveMs = (): number => (prefersStill() ? 0 : 180);

export const nodeElement = (id: number): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-node="${id}"]`);

/** Brings a node into view, moving the canvas no more than it must, and gives it the focus. */
export function useFocusNode(flow: Flow | null) {
  const { stage } = useModel();
  const { getViewport, setViewport } = useReactFlow();
  return useCallback(
    (id: number, { centre = false, take = true } = {}) => {
      const rect = flow?.places.get(id);
      const pane = document.querySelector(".react-flow")?.getBoundingClientRect();
      if (!rect || !pane) return;
      stage.focus(id);
      const { x, y, zoom } = getViewport();
      const height = Math.min(rect.height, HEAD + rect.width / 4);
      const [left, top] = [rect.x * zoom + x, rect.y * zoom + y];
      const [wide, high] = [rect.width * zoom, height * zoom];
      const dx = centre ? pane.width / 2 - (left + wide / 2) : inside(left, wide, pane.width);
      const dy = centre ? pane.height / 2 - (top + high / 2) : inside(top, high, pane.height);
      if (dx !== 0 || dy !== 0) {
        void setViewport({ x: x + dx, y: y + dy, zoom }, { duration: moveMs() });
      }
      if (take) takeFocus(id);
    },
    [flow, stage, getViewport, setViewport],
  );
}

/** What comes into view is on the page some frames later. */
function takeFocus(id: number, frames = 40): void {
  const element = nodeElement(id);
  if (element) element.focus({ preventScroll: true });
  else if (frames > 0) requestAnimationFrame(() => takeFocus(id, frames - 1));
}

/** How far to move so that a stretch is inside; its beginning where it is longer than the window. */
function inside(start: number, length: number, window: number): number {
  if (start < EDGE || length > window - 2 * EDGE) return EDGE - start;
  const over = start + length - (window - EDGE);
  return over > 0 ? -over : 0;
}
