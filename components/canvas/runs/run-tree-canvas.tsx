"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useState } from "react";
import { ReactFlowProvider } from "reactflow";
import { CanvasFlow } from "@/components/canvas/canvas-flow";
import { CanvasSearch } from "@/components/canvas/canvas-search";
import { CanvasSkeleton } from "@/components/canvas/canvas-skeleton";
import { FoldAndFit } from "@/components/canvas/canvas-toolbar";
import { useCanvasCommands } from "@/components/canvas/keys/use-canvas-commands";
import { useCanvasKeys } from "@/components/canvas/keys/use-canvas-keys";
import { useCanvasPointer } from "@/components/canvas/keys/use-canvas-pointer";
import { useFlow } from "@/components/canvas/layout/use-flow";
import { LayoutFailed } from "@/components/canvas/layout-failed";
import { NO_FILTER } from "@/components/canvas/model/match";
import { useModel } from "@/components/canvas/model/model";
import { OpenMark } from "@/components/canvas/nodes/open-mark";
import { useCanvasTools } from "@/components/canvas/use-canvas-tools";
import { useCanvasView } from "@/components/canvas/use-canvas-view";
import { PageToolbar } from "@/components/ui/controls/page-toolbar";
import { StaleNotice } from "@/components/ui/feedback/stale-notice";
import { RUN_NODE_TYPES } from "./run-nodes";

/** The drawing of a tree of runs: who opened a run stands around it. */
export function RunTreeCanvas({ run }: { run: number }) {
  return (
    <ReactFlowProvider>
      <Drawing run={run} />
    </ReactFlowProvider>
  );
}

const NOTHING: ReadonlySet<number> = new Set();
const addNothing = () => {};

function Drawing({ run }: { run: number }) {
  const { graph, stage } = useModel();
  const router = useRouter();
  const { view, setView } = useCanvasView();
  const [collapsed, setCollapsed] = useState(NOTHING);
  const { flow, error, laidOutAt, layOutAgain } = useFlow(collapsed, false);
  const open = useCallback((ref: string) => router.push(`/runs/${ref.slice(1)}`), [router]);
  const tools = useCanvasTools({
    flow,
    collapsed,
    setCollapsed,
    onOpen: open,
    onClose: null,
    readOnly: true,
  });
  const onKeyDown = useCanvasKeys(tools);
  const pointer = useCanvasPointer(tools);
  useCanvasCommands(tools, addNothing);
  const { q } = view;
  useEffect(() => stage.show({ ...NO_FILTER, q }, graph.tasks), [stage, graph, q]);
  useEffect(() => {
    // One stop for Tab from the beginning: the run that was asked for.
    if (flow && stage.focused.get() === null) stage.focus(run);
  }, [flow, stage, run]);

  return (
    <>
      <PageToolbar
        lead={<CanvasSearch view={view} setView={setView} tools={tools} />}
        label="Tools"
      >
        <div className="ml-auto flex shrink-0 items-center gap-1 max-md:ml-0">
          <FoldAndFit tools={tools} collapsed={collapsed} />
        </div>
      </PageToolbar>
      {error && flow ? (
        <StaleNotice what="The layout" since={laidOutAt} error={error} onRetry={layOutAgain} />
      ) : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears the nodes inside */}
      <div className="relative min-h-0 min-w-0 flex-1" onKeyDown={onKeyDown} {...pointer}>
        {flow ? (
          <CanvasFlow flow={flow} tools={tools} nodeTypes={RUN_NODE_TYPES} label="Tree of runs" />
        ) : error ? (
          <LayoutFailed onRetry={layOutAgain} />
        ) : (
          <div className="flex h-full">
            <CanvasSkeleton />
          </div>
        )}
      </div>
      <p id="canvas-node-keys" hidden>
        Enter opens the run, arrows go to the next one, Space closes what it opened.
      </p>
      <OpenMark openRef={`#${run}`} flow={flow} />
    </>
  );
}
