"use client";

import "reactflow/dist/base.css";
import "@/components/graph/react-flow.css";
import "./flow.css";
import { useCallback, useMemo, useRef, useState } from "react";
import {
  Background,
  type Connection,
  Controls,
  type EdgeChange,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
} from "reactflow";
import { Button } from "@/components/ui/controls/button";
import { ErrorState } from "@/components/ui/feedback/error-state";
import { toast } from "@/components/ui/overlays/toast";
import { useWide } from "@/components/ui/use-wide";
import type { Edit } from "@/components/workflows/editor/document/operations";
import { connectStages, disconnectStages } from "@/components/workflows/editor/document/operations";
import { useWorkbench } from "@/components/workflows/editor/workbench";
import { whyNotAfter } from "./ancestors";
import { GraphEmpty } from "./graph-empty";
import { SelectionBar } from "./selection-bar";
import { StageArrows, type StageEdge, StageEdgeView } from "./stage-edge";
import { type StageNode, StageNodeView } from "./stage-node";
import { useGraphKeys } from "./use-graph-keys";
import { FIT, useKeptInView } from "./use-kept-in-view";
import { usePaneSize } from "./use-pane-size";
import { edgeId, STAGE, useStageLayout } from "./use-stage-layout";

const NODE_TYPES = { stage: StageNodeView };
const EDGE_TYPES = { stage: StageEdgeView };
const LABELS = {
  "controls.ariaLabel": "Zoom",
  "controls.zoomIn.ariaLabel": "Zoom in",
  "controls.zoomOut.ariaLabel": "Zoom out",
  "controls.fitView.ariaLabel": "Fit everything in",
};

interface StageGraphProps {
  /** Opens the panel of the selected stage. */
  onOpen: () => void;
  onAdd: () => void;
}

export function StageGraph(props: StageGraphProps) {
  return (
    <ReactFlowProvider>
      <Graph {...props} />
    </ReactFlowProvider>
  );
}

/** The stages as a graph, on which one adds, connects, moves between and takes away. */
function Graph({ onOpen, onAdd }: StageGraphProps) {
  const bench = useWorkbench();
  const { apply, canWrite, checked, current, isBroken, outline, select, selected } = bench;
  const pane = useRef<HTMLDivElement>(null);
  const isWide = useWide();
  const size = usePaneSize(pane);
  const direction = size && size.width > size.height * 1.25 ? "RIGHT" : "DOWN";
  const { layout, failed, retry } = useStageLayout(
    outline,
    direction,
    current,
    size ?? { width: 800, height: 600 },
  );
  const [connecting, setConnecting] = useState<{ from: string; by: "pointer" | "choice" } | null>(
    null,
  );
  const [edge, setEdge] = useState<string | null>(null);

  const hasMoved = useKeptInView(size, layout, current);

  const take = useCallback((edit: Edit) => apply(edit), [apply]);
  const connect = useCallback(
    (from: string, to: string) => {
      setConnecting(null);
      const refusal = whyNotAfter(outline, from, to);
      if (refusal) toast.error(refusal, { id: "workflow-edit" });
      else take(connectStages(bench.code.get().text, from, to));
    },
    [bench.code, outline, take],
  );
  const removeEdge = useCallback(() => {
    const found = outline.edges.find(({ from, to }) => edgeId(from, to) === edge);
    if (!found) return false;
    setEdge(null);
    return take(disconnectStages(bench.code.get().text, found.from, found.to));
  }, [bench.code, edge, outline, take]);

  const keys = useGraphKeys({
    places: layout?.places ?? null,
    connecting: connecting?.from ?? null,
    onConnect: (to) => connecting && connect(connecting.from, to),
    onStopConnecting: () => setConnecting(null),
    onOpen,
    hasEdge: edge !== null,
    removeEdge,
    pane,
  });

  const nodes = useMemo((): StageNode[] => {
    if (!layout) return [];
    const stop = outline.stages.find(({ id }) => selected.has(id))?.id ?? outline.stages[0]?.id;
    return outline.stages.flatMap((stage): StageNode[] => {
      const place = layout.places.get(stage.id);
      if (!place) return [];
      return [
        {
          id: stage.id,
          type: "stage",
          position: { x: place.x, y: place.y },
          ...STAGE,
          initialWidth: STAGE.width,
          initialHeight: STAGE.height,
          selected: selected.has(stage.id),
          data: {
            stage,
            problems: checked.byStage.get(stage.index)?.length ?? 0,
            isDown: layout.direction === "DOWN",
            isStop: stage.id === stop,
            refused: connecting
              ? connecting.from !== stage.id &&
                whyNotAfter(outline, connecting.from, stage.id) !== null
              : null,
            canWrite,
          },
        },
      ];
    });
  }, [outline, layout, selected, checked, connecting, canWrite]);
  const edges = useMemo(
    (): StageEdge[] =>
      outline.edges.map(({ from, to, kind }) => ({
        id: edgeId(from, to),
        source: from,
        target: to,
        type: "stage",
        selected: edgeId(from, to) === edge,
        data: { kind, route: layout?.routes.get(edgeId(from, to)) ?? null },
      })),
    [outline, layout, edge],
  );

  const onNodesChange = (changes: NodeChange<StageNode>[]) => {
    const next = new Set(selected);
    let isOther = false;
    for (const change of changes) {
      if (change.type !== "select") continue;
      isOther = true;
      if (change.selected) next.add(change.id);
      else next.delete(change.id);
    }
    if (isOther) select(next);
  };
  const onEdgesChange = (changes: EdgeChange<StageEdge>[]) => {
    for (const change of changes) {
      if (change.type !== "select") continue;
      if (change.selected) setEdge(change.id);
      else setEdge((now) => (now === change.id ? null : now));
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears the stages inside
    <div
      ref={pane}
      onKeyDown={keys.onKeyDown}
      className="relative min-h-0 min-w-0 flex-1 bg-canvas dark:bg-sunken"
    >
      <p id="workflow-graph-keys" className="sr-only">
        Arrows move between stages, Enter opens one, n adds one after it, Delete takes it away.
      </p>
      <StageArrows />
      {outline.stages.length === 0 ? (
        <GraphEmpty isBroken={isBroken} canWrite={canWrite} onAdd={onAdd} />
      ) : failed && !layout ? (
        <ErrorState
          title="The stages could not be laid out"
          message="The part that does it did not load or stopped."
          fix="Check your connection."
        >
          <Button onClick={retry}>Try again</Button>
        </ErrorState>
      ) : layout && size ? (
        <ReactFlow
          key={direction}
          nodes={nodes}
          edges={edges}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          onNodesChange={onNodesChange}
          onEdgesChange={onEdgesChange}
          onNodeClick={(_, node) => {
            if (connecting?.by === "choice") connect(connecting.from, node.id);
          }}
          onNodeDoubleClick={onOpen}
          onMove={(event) => {
            if (event) hasMoved.current = true;
          }}
          onConnect={({ source, target }: Connection) => connect(source, target)}
          onConnectStart={(_, { nodeId }) => setConnecting({ from: nodeId ?? "", by: "pointer" })}
          onConnectEnd={() => setConnecting((now) => (now?.by === "pointer" ? null : now))}
          isValidConnection={({ source, target }) =>
            whyNotAfter(outline, source ?? "", target ?? "") === null
          }
          className="wf"
          data-readonly={!canWrite || undefined}
          aria-label="Graph of the stages"
          fitView
          fitViewOptions={FIT}
          minZoom={0.1}
          maxZoom={1.5}
          nodesDraggable={false}
          nodesConnectable={canWrite}
          nodesFocusable={false}
          edgesFocusable={false}
          disableKeyboardA11y
          zoomOnDoubleClick={false}
          connectionRadius={12}
          deleteKeyCode={null}
          selectionKeyCode="Shift"
          multiSelectionKeyCode={["Meta", "Control", "Shift"]}
          ariaLabelConfig={LABELS}
          attributionPosition="top-right"
        >
          <Background gap={20} size={1} />
          <Controls
            showInteractive={false}
            fitViewOptions={FIT}
            position="bottom-left"
            orientation={isWide ? "vertical" : "horizontal"}
          />
        </ReactFlow>
      ) : null}
      <SelectionBar
        connecting={connecting?.by === "choice" ? connecting.from : null}
        edge={outline.edges.find(({ from, to }) => edgeId(from, to) === edge) ?? null}
        onConnect={() => current && setConnecting({ from: current, by: "choice" })}
        onStopConnecting={() => setConnecting(null)}
        onDisconnect={removeEdge}
        onOpen={onOpen}
        onAdd={onAdd}
      />
    </div>
  );
}
