"use client";

import "reactflow/dist/base.css";
import "@/components/graph/react-flow.css";
import "./canvas.css";
import "./far.css";
import "./lines.css";
import { type ComponentType, useCallback } from "react";
import {
  applyEdgeChanges,
  applyNodeChanges,
  type Connection,
  Controls,
  type FinalConnectionState,
  MiniMap,
  type NodeProps,
  type OnConnectStart,
  type OnEdgesChange,
  type OnMove,
  type OnNodesChange,
  ReactFlow,
  type ReactFlowState,
  useStore,
  useStoreApi,
} from "reactflow";
import { FarCanvas } from "@/components/canvas/drawing/far-canvas";
import { useShown } from "@/components/canvas/drawing/use-shown";
import { useStepDrag } from "@/components/canvas/keys/use-step-drag";
import { CROWD, CROWD_ZOOM, FAR_ZOOM, OUTLINE_ZOOM } from "@/components/canvas/layout/sizes";
import type { Flow } from "@/components/canvas/layout/use-flow";
import { isLink } from "@/components/canvas/model/canvas-task";
import { whyNotBlock } from "@/components/canvas/model/circle";
import { useModel } from "@/components/canvas/model/model";
import { CollapsedNode } from "@/components/canvas/nodes/collapsed-node";
import { ContainerNode } from "@/components/canvas/nodes/container-node";
import { EDGE_TYPES } from "@/components/canvas/nodes/edges";
import type { CanvasEdge } from "@/components/canvas/nodes/flow-edges";
import type { CanvasNode, NodeKind } from "@/components/canvas/nodes/flow-nodes";
import { MapContainer, MapNode } from "@/components/canvas/nodes/map-node";
import { TaskNode } from "@/components/canvas/nodes/task-node";
import { toast } from "@/components/ui/overlays/toast";
import type { CanvasTools } from "./use-canvas-tools";

const NODE_TYPES = { task: TaskNode, container: ContainerNode, collapsed: CollapsedNode };
const FIT = { padding: 0.06, maxZoom: 1, minZoom: 0.05 };
const DELETE = ["Delete", "Backspace"];
const LABELS = {
  "controls.ariaLabel": "Zoom",
  "controls.zoomIn.ariaLabel": "Zoom in",
  "controls.zoomOut.ariaLabel": "Zoom out",
  "controls.fitView.ariaLabel": "Fit everything in",
  "minimap.ariaLabel": "Map of the whole canvas",
};

interface CanvasFlowProps {
  flow: Flow;
  tools: CanvasTools;
  /** What draws each kind of node; tasks by default. */
  nodeTypes?: Record<NodeKind, ComponentType<NodeProps<CanvasNode>>>;
  label?: string;
}

/** The drawing itself: React Flow with our nodes, edges and rules. */
export function CanvasFlow({
  flow,
  tools,
  nodeTypes = NODE_TYPES,
  label = "Canvas of tasks",
}: CanvasFlowProps) {
  const { graph, stage } = useModel();
  const { setNodes, setEdges } = flow;
  const drag = useStepDrag(flow, tools);
  const crowded = flow.nodes.length > CROWD;
  const far = useStore(crowded ? distanceToCrowd : distance);
  const painted = crowded && far !== undefined;
  const shown = useShown(flow, painted);
  const store = useStoreApi();
  // Past React: a frame must not wait for it.
  const onMoveStart = useCallback<OnMove>(
    (event) => event && store.getState().domNode?.setAttribute("data-moving", ""),
    [store],
  );
  const onMoveEnd = useCallback(
    () => store.getState().domNode?.removeAttribute("data-moving"),
    [store],
  );

  const onNodesChange = useCallback<OnNodesChange<CanvasNode>>(
    (changes) => {
      // Sizes and places are the layout's; only what is being dragged moves by itself.
      const moves = changes.filter(({ type }) => type === "position");
      if (moves.length > 0) setNodes((nodes) => applyNodeChanges(moves, nodes));
    },
    [setNodes],
  );
  const onEdgesChange = useCallback<OnEdgesChange<CanvasEdge>>(
    (changes) => {
      const selects = changes.filter(({ type }) => type === "select");
      if (selects.length > 0) setEdges((edges) => applyEdgeChanges(selects, edges));
    },
    [setEdges],
  );
  const { actions } = tools;
  const onConnect = useCallback(
    ({ source, target }: Connection) => void actions.connect(Number(source), Number(target)),
    [actions],
  );
  const onBeforeDelete = useCallback(
    async ({ edges }: { edges: CanvasEdge[] }) => {
      void actions.unlink(edges.flatMap(({ data }) => data?.links.filter(isLink) ?? []));
      // The link leaves the canvas when the server has removed it.
      return false;
    },
    [actions],
  );
  const onConnectStart = useCallback<OnConnectStart>(
    (_, { nodeId }) => stage.connect({ from: Number(nodeId), by: "pointer" }),
    [stage],
  );
  const isValidConnection = useCallback(
    ({ source, target }: Connection | CanvasEdge) =>
      whyNotBlock(graph, Number(source), Number(target)) === null,
    [graph],
  );
  const onConnectEnd = useCallback(
    (_: MouseEvent | TouchEvent, { fromNode, toNode, isValid }: FinalConnectionState) => {
      stage.connect(null);
      if (!fromNode || !toNode || isValid) return;
      const refusal = whyNotBlock(graph, Number(fromNode.id), Number(toNode.id));
      if (refusal) toast.error(refusal);
    },
    [graph, stage],
  );

  return (
    <ReactFlow
      nodes={shown.nodes}
      edges={shown.edges}
      onlyRenderVisibleElements={crowded}
      nodeTypes={nodeTypes}
      edgeTypes={EDGE_TYPES}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      onConnect={onConnect}
      onConnectStart={onConnectStart}
      onConnectEnd={onConnectEnd}
      isValidConnection={isValidConnection}
      onBeforeDelete={onBeforeDelete}
      onMoveStart={onMoveStart}
      onMoveEnd={onMoveEnd}
      {...drag}
      data-far={far}
      data-painted={painted || undefined}
      className="cv bg-canvas dark:bg-sunken"
      aria-label={label}
      fitView
      fitViewOptions={FIT}
      minZoom={0.04}
      maxZoom={1.75}
      nodesFocusable={false}
      edgesFocusable={false}
      disableKeyboardA11y
      elevateNodesOnSelect={false}
      elevateEdgesOnSelect
      zoomOnDoubleClick={false}
      connectionRadius={4}
      nodeDragThreshold={6}
      deleteKeyCode={tools.canWrite ? DELETE : null}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      ariaLabelConfig={LABELS}
      attributionPosition="top-right"
    >
      <Controls showInteractive={false} fitViewOptions={FIT} position="bottom-left" />
      {painted ? <FarCanvas flow={flow} /> : null}
      <MiniMap
        pannable
        zoomable
        position="bottom-right"
        nodeComponent={crowded ? MapContainer : MapNode}
        style={MAP}
        className="max-md:hidden"
      />
    </ReactFlow>
  );
}

const MAP = { width: 168, height: 112 };

/** How far one stands back: read by the style sheets alone, so that zooming draws no node again. */
const distance = ({ transform: [, , zoom] }: ReactFlowState) => distanceAt(zoom, FAR_ZOOM);
const distanceToCrowd = ({ transform: [, , zoom] }: ReactFlowState) => distanceAt(zoom, CROWD_ZOOM);

function distanceAt(zoom: number, far: number): "far" | "outline" | undefined {
  if (zoom >= far) return undefined;
  return zoom >= OUTLINE_ZOOM ? "far" : "outline";
}
