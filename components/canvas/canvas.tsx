"use client";

import { useCallback, useEffect, useState } from "react";
import { Announcer } from "@/components/board/announcer";
import { TaskSheet } from "@/components/board/task-sheet";
import { TaskPanel } from "@/components/task/task-panel";
import { VerdictButtons } from "@/components/task/verdict-buttons";
import { type Adding, AddTask } from "./add-task";
import { CanvasEmpty } from "./canvas-empty";
import { CanvasFlow } from "./canvas-flow";
import { CanvasSkeleton } from "./canvas-skeleton";
import { CanvasToolbar } from "./canvas-toolbar";
import type { CanvasScope, CanvasView } from "./canvas-view";
import { ConnectHint } from "./connect-hint";
import { EdgeBar } from "./edge-bar";
import { ArrowHeads } from "./edges";
import { FocusedTaskCommands } from "./focused-task-commands";
import { useModel, useSignal } from "./model";
import { NodeMenu } from "./node-menu";
import { OpenMark } from "./open-mark";
import { TooMany } from "./too-many";
import { useCanvasCommands } from "./use-canvas-commands";
import { useCanvasKeys } from "./use-canvas-keys";
import { useCanvasLive } from "./use-canvas-live";
import { type MenuAt, useCanvasPointer } from "./use-canvas-pointer";
import { useCanvasTools } from "./use-canvas-tools";
import type { SetCanvasView } from "./use-canvas-view";
import { useCollapsed } from "./use-collapsed";
import { useFlow } from "./use-flow";
import { nodeElement } from "./use-focus-node";
import { useWide } from "./use-wide";

interface CanvasProps {
  scope: CanvasScope;
  view: CanvasView;
  setView: SetCanvasView;
  total: number;
  truncated: boolean;
}

/** The canvas of one scope, with everything one does on it. */
export function Canvas({ scope, view, setView, total, truncated }: CanvasProps) {
  const model = useModel();
  const { graph, stage } = model;
  const [collapsed, setCollapsed] = useCollapsed();
  const [menu, setMenu] = useState<MenuAt | null>(null);
  const [adding, setAdding] = useState<Adding | null>(null);
  const wide = useWide();
  useSignal(graph.structure);
  useCanvasLive(model, scope);

  const flow = useFlow(collapsed, view.related);
  const open = useCallback((task: string) => void setView({ task }), [setView]);
  const { q, status, agent, type, task: openRef } = view;
  const close = useCallback(() => {
    const id = openRef ? graph.byRef(openRef)?.id : undefined;
    void setView({ task: null });
    if (id !== undefined) requestAnimationFrame(() => nodeElement(id)?.focus());
  }, [openRef, graph, setView]);
  const tools = useCanvasTools({
    flow,
    collapsed,
    setCollapsed,
    onOpen: open,
    onClose: openRef ? close : null,
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
      {truncated ? <TooMany shown={graph.size} total={total} setView={setView} /> : null}
      <div className="flex min-h-0 flex-1">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears the nodes inside */}
        <div className="relative min-h-0 min-w-0 flex-1" onKeyDown={onKeyDown} {...pointer}>
          <ArrowHeads />
          {graph.size === 0 ? (
            <CanvasEmpty view={view} setView={setView} />
          ) : flow ? (
            <CanvasFlow flow={flow} tools={tools} />
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
      <Announcer />
    </>
  );
}
