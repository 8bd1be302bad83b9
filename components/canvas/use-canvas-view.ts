"use client";

import { useAddress } from "@/components/sync/address/use-address";
import { canvasParsers } from "./canvas-view";

/** What the canvas shows, as the address says, and how to change it. */
export function useCanvasView() {
  const [view, setView] = useAddress(canvasParsers);
  return { view, setView };
}

export type SetCanvasView = ReturnType<typeof useCanvasView>["setView"];
