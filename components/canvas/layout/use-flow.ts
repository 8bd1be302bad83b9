"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useReactFlow } from "reactflow";
import { useModel, useSignal } from "@/components/canvas/model/model";
import { type CanvasEdge, flowEdges } from "@/components/canvas/nodes/flow-edges";
import { type CanvasNode, flowNodes } from "@/components/canvas/nodes/flow-nodes";
import { anchorOf } from "@/components/graph/anchor";
import { runElk } from "@/components/graph/elk-client";
import { createLatestOnly } from "@/components/graph/latest-only";
import type { Rect } from "@/components/graph/neighbours";
import { useViewer } from "@/components/sync/viewer";
import { absoluteBoxes, type Layout, layOut } from "./layout";

export interface Flow {
  nodes: CanvasNode[];
  edges: CanvasEdge[];
  layout: Layout;
  /** Where each shown node stands on the whole canvas. */
  places: ReadonlyMap<number, Rect>;
  setNodes: (change: (nodes: CanvasNode[]) => CanvasNode[]) => void;
  setEdges: (change: (edges: CanvasEdge[]) => CanvasEdge[]) => void;
}

interface Shown extends Omit<Flow, "setNodes" | "setEdges"> {
  at: number;
  collapsed: ReadonlySet<number>;
}

/** When more is opened or closed at once, rows that were made for what was there would be of no use. */
const MUCH = 3;

/** Of a phone that is held upright, and of nothing wider than a usual screen. */
const windowShape = (): number => Math.min(1.7, Math.max(0.6, innerWidth / innerHeight));

/** What one wants to see laid out. */
interface Wanted {
  collapsed: ReadonlySet<number>;
  related: boolean;
  canWrite: boolean;
}

interface FlowState {
  /** Null until there is a first layout. */
  flow: Flow | null;
  /** Why the last layout failed; what is shown is older. */
  error: Error | null;
  /** When what is shown was laid out, in Unix milliseconds. */
  laidOutAt: number;
  layOutAgain: () => void;
}

/**
 * Lays the work out whenever how it hangs together changes, and never for anything else. One layout at a time, always of
 * the newest: a fleet that changes its structure faster than it can be laid out still sees one after the other. The node
 * that one looks at stays where it is on the screen.
 */
export function useFlow(collapsed: ReadonlySet<number>, related: boolean): FlowState {
  const { graph, stage } = useModel();
  const { canWrite } = useViewer();
  const { getViewport, setViewport } = useReactFlow();
  const version = useSignal(graph.structure);
  const [shown, setShown] = useState<Shown | null>(null);
  const latest = useRef<Shown | null>(null);

  const [error, setError] = useState<Error | null>(null);
  const [attempt, setAttempt] = useState(0);
  const layOutAgain = useCallback(() => setAttempt((attempt) => attempt + 1), []);
  const [latestOnly] = useState(() => createLatestOnly<Wanted>());

  useEffect(() => () => latestOnly.stop(), [latestOnly]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the structure (version) and another attempt ask for a layout
  useEffect(() => {
    const show = async ({ collapsed, related, canWrite }: Wanted, isStopped: () => boolean) => {
      const { hierarchy, lines: links, task } = graph;
      const was = latest.current;
      const toggled = [...collapsed.symmetricDifference(was?.collapsed ?? collapsed)];
      const before = toggled.length > MUCH ? undefined : was?.layout;
      const layout = await layOut(
        { hierarchy, links, collapsed, before, shape: windowShape() },
        runElk,
      );
      if (isStopped()) return;
      const places = absoluteBoxes(layout, hierarchy);
      const next: Shown = {
        at: Date.now(),
        layout,
        places,
        collapsed,
        nodes: flowNodes(layout, hierarchy, collapsed, canWrite, was?.nodes ?? []),
        edges: flowEdges({
          hierarchy,
          links,
          task,
          places,
          collapsed,
          related,
          canUnlink: canWrite,
          lineBetween: (from, to) => graph.workflows.lineBetween(task(from), task(to)),
        }),
      };
      latest.current = next;
      const looked = toggled.length === 1 ? (toggled[0] ?? null) : stage.focused.get();
      const viewport = was && anchorOf(was.places, places, getViewport(), looked);
      // In one frame: the nodes in their new places, and the eye where it was.
      flushSync(() => {
        setShown(next);
        setError(null);
      });
      if (viewport) void setViewport(viewport);
    };
    latestOnly.run({ collapsed, related, canWrite }, show, (failure) =>
      setError(failure instanceof Error ? failure : new Error("The layout failed")),
    );
  }, [
    latestOnly,
    graph,
    stage,
    version,
    attempt,
    collapsed,
    related,
    canWrite,
    getViewport,
    setViewport,
  ]);

  const setNodes = useCallback((change: (nodes: CanvasNode[]) => CanvasNode[]) => {
    setShown((now) => now && { ...now, nodes: change(now.nodes) });
  }, []);
  const setEdges = useCallback((change: (edges: CanvasEdge[]) => CanvasEdge[]) => {
    setShown((now) => now && { ...now, edges: change(now.edges) });
  }, []);
  const flow = useMemo(
    () => shown && { ...shown, setNodes, setEdges },
    [shown, setNodes, setEdges],
  );
  return { flow, error, laidOutAt: shown?.at ?? 0, layOutAgain };
}
