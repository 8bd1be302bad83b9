"use client";

import { useCallback, useMemo } from "react";
import { useReactFlow } from "reactflow";
import { nodeElement, useFocusNode } from "@/components/canvas/keys/use-focus-node";
import type { Flow } from "@/components/canvas/layout/use-flow";
import { whyNotBlock } from "@/components/canvas/model/circle";
import { stepsUnder } from "@/components/canvas/model/hierarchy";
import { useModel } from "@/components/canvas/model/model";
import { innermost } from "@/components/graph/neighbours";
import { useViewer } from "@/components/sync/viewer";
import { announce } from "@/components/ui/feedback/announcements";
import { toast } from "@/components/ui/overlays/toast";
import { useCanvasActions } from "./use-canvas-actions";

interface ToolsOptions {
  flow: Flow | null;
  collapsed: ReadonlySet<number>;
  setCollapsed: (collapsed: ReadonlySet<number>) => void;
  onOpen: (ref: string) => void;
  /** Closes the open task; null while none is. */
  onClose: (() => void) | null;
  /** Leads to the page of a run of a workflow. */
  onRun?: (run: number) => void;
  /** What is shown is read and never changed here. */
  readOnly?: boolean;
}

interface Hit {
  target: EventTarget;
  clientX: number;
  clientY: number;
}

export type CanvasTools = ReturnType<typeof useCanvasTools>;

/** What the pointer, the keys, the menu and the palette do: each of them one and the same thing. */
export function useCanvasTools({
  flow,
  collapsed,
  setCollapsed,
  onOpen,
  onClose,
  onRun,
  readOnly = false,
}: ToolsOptions) {
  const { graph, stage } = useModel();
  const viewer = useViewer();
  const canWrite = viewer.canWrite && !readOnly;
  const actions = useCanvasActions();
  const focusNode = useFocusNode(flow);
  const isGroup = useCallback((id: number) => graph.hierarchy.children.has(id), [graph]);

  const { screenToFlowPosition } = useReactFlow();

  return useMemo(() => {
    const stopConnecting = () => {
      stage.connect(null);
      announce("No dependency drawn");
    };
    const connectTo = (to: number) => {
      const from = stage.connecting.get()?.from;
      if (from === undefined) return;
      const refusal = whyNotBlock(graph, from, to);
      if (refusal) {
        toast.error(refusal);
        return;
      }
      stage.connect(null);
      void actions.connect(from, to);
    };
    return {
      flow,
      actions,
      canWrite,
      focusNode,
      stopConnecting,
      closeTask: onClose,
      isGroup,
      isConnecting: () => stage.connecting.get() !== null,
      isOpen: (id: number) => isGroup(id) && !collapsed.has(id),
      /** The innermost node under the pointer, also where nodes are painted and no elements (far-painter.ts). */
      nodeAt: ({ target, clientX, clientY }: Hit): number | null => {
        if (!(target instanceof Element) || !target.closest(".react-flow__pane")) return null;
        const point = screenToFlowPosition({ x: clientX, y: clientY });
        return flow ? innermost(flow.places, point) : null;
      },
      /** Opens a node's task; while a dependency is drawn, ends it there. */
      choose: (id: number) => {
        const task = graph.task(id);
        stage.focus(id);
        nodeElement(id)?.focus({ preventScroll: true });
        if (stage.connecting.get() !== null) connectTo(id);
        else if (task) onOpen(task.ticket_ref);
      },
      /** Leads to the run that a group stands for. */
      openRun: (id: number) => {
        const task = graph.task(id);
        const run = task && graph.workflows.runOf(task);
        if (run) onRun?.(run.id);
      },
      fold: (id: number) => {
        if (!isGroup(id)) return;
        const next = new Set(collapsed);
        const ref = graph.task(id)?.ticket_ref;
        announce(next.delete(id) ? `${ref} expanded` : `${ref} collapsed`);
        setCollapsed(next.size === collapsed.size ? next.add(id) : next);
      },
      foldAll: (closed: boolean) => {
        const groups = new Set(graph.hierarchy.children.keys());
        setCollapsed(closed ? collapsed.union(groups) : collapsed.difference(groups));
        announce(closed ? "Everything is collapsed" : "Everything is expanded");
      },
      /** Opens whatever hides a task. */
      unfold: (ids: Iterable<number>) => setCollapsed(collapsed.difference(new Set(ids))),
      startConnecting: (from: number) => {
        stage.connect({ from, by: "keys" });
        announce(
          `Choose what ${graph.task(from)?.ticket_ref} blocks, with the arrows and Enter. Escape ends it.`,
        );
      },
      moveStep: (id: number, by: 1 | -1) => {
        const parent = graph.hierarchy.parents.get(id);
        const order = parent === undefined ? [] : stepsUnder(graph.hierarchy, parent);
        const at = order.indexOf(id);
        if (at === -1) return announce("It is not a step of a sequence");
        if (!canWrite) return announce("Your role is viewer: you cannot move it");
        if (!order[at + by])
          return announce(by === 1 ? "It is the last step" : "It is the first step");
        void actions.move(id, at + by);
      },
    };
  }, [
    flow,
    graph,
    stage,
    actions,
    canWrite,
    collapsed,
    setCollapsed,
    onOpen,
    onClose,
    onRun,
    focusNode,
    isGroup,
    screenToFlowPosition,
  ]);
}
