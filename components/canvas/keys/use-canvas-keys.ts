"use client";

import { type KeyboardEvent, useCallback, useEffect } from "react";
import { HEAD } from "@/components/canvas/layout/sizes";
import { useModel } from "@/components/canvas/model/model";
import type { CanvasTools } from "@/components/canvas/use-canvas-tools";
import { type Direction, neighbourOf, type Rect } from "@/components/graph/neighbours";

const ARROWS: Record<string, Direction> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** The keys on a focused node: arrows walk, with Alt they move a step, Enter opens, space folds. */
export function useCanvasKeys(tools: CanvasTools) {
  const { stage } = useModel();
  useEffect(() => {
    // The focused node may have gone out of view, and with it its element: the arrows bring it back.
    const onKeyDown = ({ key, target, defaultPrevented }: globalThis.KeyboardEvent) => {
      const focused = stage.focused.get();
      if (target !== document.body || defaultPrevented || focused === null) return;
      if (key in ARROWS) tools.focusNode(focused);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [stage, tools]);
  return useCallback(
    (event: KeyboardEvent) => {
      const node = (event.target as Element).closest<HTMLElement>("[data-node]");
      if (!node || event.metaKey || event.ctrlKey || event.defaultPrevented) return;
      if (press(event, Number(node.dataset.node), tools)) event.preventDefault();
    },
    [tools],
  );
}

function press({ key, altKey }: KeyboardEvent, id: number, tools: CanvasTools): boolean {
  const direction = ARROWS[key];
  if (direction && altKey) {
    tools.moveStep(id, direction === "left" || direction === "up" ? -1 : 1);
    return true;
  }
  if (direction) {
    const next = neighbourOf(heads(tools), id, direction);
    if (next !== null) tools.focusNode(next);
    return true;
  }
  if (key === "Enter") tools.choose(id);
  else if (key === " ") tools.fold(id);
  else if (key === "Home" || key === "End") {
    const all = [...(tools.flow?.places.keys() ?? [])];
    const last = key === "Home" ? all[0] : all.at(-1);
    if (last !== undefined) tools.focusNode(last);
  } else if (key === "Escape" && tools.isConnecting()) tools.stopConnecting();
  else return false;
  return true;
}

/** Open containers count as their heads: down goes into them, up goes back. */
function heads({ flow, isOpen }: CanvasTools): Map<number, Rect> {
  return new Map(
    [...(flow?.places ?? [])].map(([id, rect]) => [
      id,
      isOpen(id) ? { ...rect, height: HEAD } : rect,
    ]),
  );
}
