"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useState } from "react";
import { ReactFlowProvider } from "reactflow";
import { FocusedTaskCommands } from "@/components/canvas/keys/focused-task-commands";
import { useCanvasCommands } from "@/components/canvas/keys/use-canvas-commands";
import { useCanvasKeys } from "@/components/canvas/keys/use-canvas-keys";
import { type MenuAt, useCanvasPointer } from "@/components/canvas/keys/use-canvas-pointer";
import { nodeElement } from "@/components/canvas/keys/use-focus-node";
import { useFlow } from "@/components/canvas/layout/use-flow";
import { useModel, useSignal } from "@/components/canvas/model/model";
import { useCanvasLive } from "@/components/canvas/model/use-canvas-live";
import { useCollapsed } from "@/components/canvas/model/use-collapsed";
import { EdgeBar } from "@/components/canvas/nodes/edge-bar";
import { ArrowHeads } from "@/components/canvas/nodes/edges";
import { NodeMenu } from "@/components/canvas/nodes/node-menu";
import { OpenMark } from "@/components/canvas/nodes/open-mark";
import { TaskSheet } from "@/components/tasks/page/task-sheet";
import { TaskSkeleton } from "@/components/tasks/page/task-skeleton";
import { VerdictButtons } from "@/components/tasks/verdict/verdict-buttons";
import { StaleNotice } from "@/components/ui/feedback/stale-notice";
import { useWide } from "@/components/ui/use-wide";
import { type Adding, AddTask } from "./add-task";
import { CanvasEmpty } from "./canvas-empty";
import { CanvasFlow } from "./canvas-flow";
import { CanvasSkeleton } from "./canvas-skeleton";
import { CanvasToolbar } from "./canvas-toolbar";
import { type CanvasScope, type CanvasView, graphQuery } from "./canvas-view";
import { ConnectHint } from "./connect-hint";
import { LayoutFailed } from "./layout-failed";
import { TooMany } from "./too-many";
import { useCanvasTools } from "./use-canvas-tools";
import type { SetCanvasView } from "./use-canvas-view";

const TaskPanel = dynamic(
  () => import("@/components/tasks/page/task-panel").then((room) => room.TaskPanel),
  { loading: TaskSkeleton },
);

interface CanvasProps {
  scope: CanvasScope;
  view: CanvasView;
  setView: SetCanvasView;
  truncated: boolean;
}

/** The canvas of one scope, with everything one does on it. */
export function Canvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <CanvasOfScope key={graphQuery(props.scope)} {...props} />
    </ReactFlowProvider>
  );
}

function CanvasOfScope({ scope, view, setView, truncated }: CanvasProps) {
  const model = useModel();
  const { graph, stage } = model;
  const [collapsed, setCollapsed] = useCollapsed();
  const [menu, setMenu] = useState<MenuAt | null>(null);
  const [adding, setAdding] = useState<Adding | null>(null);
  const wide = useWide();
  useSignal(graph.structure);
  useCanvasLive(model, scope);

  const { flow, error, laidOutAt, layOutAgain } = useFlow(collapsed, view.related);
  const open = useCallback((task: string) => void setView({ task }), [setView]);
  const { q, status, agent, type, task: openRef } = view;
  const close = useCallback(() => {
    const id = openRef ? graph.byRef(openRef)?.id : undefined;
    void setView({ task: null });
    if (id !== undefined) requestAnimationFrame(() => nodeElement(id)?.focus());
  }, [openRef, graph, setView]);
  const router = useRouter();
  const openRun = useCallback((run: number) => router.push(`/workflow-runs/${run}`), [router]);
  const tools = useCanvasTools({
    flow,
    collapsed,
    setCollapsed,
    onOpen: open,
    onClose: openRef ? close : null,
    onRun: openRun,
  });
  const onKeyDown = useCanvasKeys(tools);
  const pointer = useCanvasPointer(tools, setMenu);
  useCanvasCommands(tools, setAdding);

  useEffect(() => {
    stage.show({ q, status, agent, type }, graph.tasks);
  }, [stage, graph, q, status, agent, type]);
  useEffect(() => {
    // One stop for Tab from the beginning.
    if (flow && stage.focused.get() === null) stage.focus(flow.places.keys().next().value ?? null);
  }, [flow, stage]);

  return (
    <>
      <CanvasToolbar
        view={view}
        setView={setView}
        tools={tools}
        focused={scope.root !== undefined}
        root={scope.root}
        collapsed={collapsed}
      />
      {error && flow ? (
        <StaleNotice what="The layout" since={laidOutAt} error={error} onRetry={layOutAgain} />
      ) : null}
      {truncated ? <TooMany shown={graph.size} setView={setView} /> : null}
      <div className="flex min-h-0 flex-1">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears the nodes inside */}
        <div className="relative min-h-0 min-w-0 flex-1" onKeyDown={onKeyDown} {...pointer}>
          <ArrowHeads />
          {graph.size === 0 ? (
            <CanvasEmpty view={view} setView={setView} />
          ) : flow ? (
            <CanvasFlow flow={flow} tools={tools} />
          ) : error ? (
            <LayoutFailed onRetry={layOutAgain} />
          ) : (
            <div className="flex h-full">
              <CanvasSkeleton />
            </div>
          )}
          <ConnectHint tools={tools} />
          {flow ? <EdgeBar flow={flow} tools={tools} /> : null}
          {adding && flow ? (
            <AddTask
              adding={adding}
              flow={flow}
              tools={tools}
              onClose={() => {
                setAdding(null);
                nodeElement(adding.beside)?.focus();
              }}
            />
          ) : null}
        </div>
        {wide && openRef ? (
          <aside className="min-h-0 w-[28rem] shrink-0 border-l" aria-label="The open task">
            <TaskPanel
              key={openRef}
              taskRef={openRef}
              onClose={close}
              actions={(task) => <VerdictButtons task={task} />}
            />
          </aside>
        ) : null}
      </div>
      <p id="canvas-node-keys" hidden>
        Enter opens it, arrows go to the next one, N adds inside, D draws a dependency.
      </p>
      {wide ? null : <TaskSheet taskRef={openRef} onClose={close} />}
      <OpenMark openRef={openRef} flow={flow} />
      <NodeMenu at={menu} tools={tools} onAdd={setAdding} onClose={() => setMenu(null)} />
      <FocusedTaskCommands />
    </>
  );
}
