"use client";

import { useQueryStates } from "nuqs";
import { canvasParsers } from "./canvas-view";

/** What the canvas shows, as the address says, and how to change it. */
export function useCanvasView() {
  const [view, setView] = useQueryStates(canvasParsers, { history: "replace", shallow: true });
  return { view, setView };
}

export type SetCanvasView = ReturnType<typeof useCanvasView>["setView"];
