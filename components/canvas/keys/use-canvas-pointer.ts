"use client";

import { type MouseEvent, type PointerEvent, useMemo } from "react";
import type { Point } from "@/components/canvas/layout/arrange";
import { useModel } from "@/components/canvas/model/model";
import type { CanvasTools } from "@/components/canvas/use-canvas-tools";

export interface MenuAt extends Point {
  task: number;
}

/** One set of handlers for all nodes: what was hit says so in its attributes. Without `onMenu` nodes have no menu. */
export function useCanvasPointer(tools: CanvasTools, onMenu?: (at: MenuAt) => void) {
  const { stage } = useModel();
  return useMemo(
    () => ({
      onClick(event: MouseEvent) {
        const task = tools.nodeAt(event);
        if (task === null) return;
        const act = (event.target as Element).closest<HTMLElement>("[data-act]")?.dataset.act;
        if (act === "fold") tools.fold(task);
        else if (act === "run") tools.openRun(task);
        else if (act === "menu") onMenu?.({ task, x: event.clientX, y: event.clientY });
        else tools.choose(task);
      },
      onContextMenu(event: MouseEvent) {
        if (!onMenu) return;
        const byKey = event.clientX === 0 && event.clientY === 0;
        const task = byKey ? hit(event.target) : tools.nodeAt(event);
        if (task === null) return;
        event.preventDefault();
        stage.focus(task);
        const node = (event.target as Element).closest("[data-node]")?.getBoundingClientRect();
        onMenu({
          task,
          x: byKey && node ? node.left + 16 : event.clientX,
          y: byKey && node ? node.top + 16 : event.clientY,
        });
      },
      onPointerOver(event: PointerEvent) {
        // The handles stand beside the node's box, in the same wrapper.
        const wrapper = (event.target as Element).closest(".react-flow__node");
        const node = wrapper?.querySelector<HTMLElement>("[data-node]");
        stage.hover(node ? Number(node.dataset.node) : null);
      },
      onPointerLeave() {
        stage.hover(null);
      },
      onFocus(event: { target: EventTarget }) {
        const task = hit(event.target);
        if (task !== null) stage.focus(task);
      },
    }),
    [tools, stage, onMenu],
  );
}

function hit(target: EventTarget): number | null {
  const node = target instanceof Element ? target.closest<HTMLElement>("[data-node]") : null;
  return node ? Number(node.dataset.node) : null;
}
