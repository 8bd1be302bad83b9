"use client";

import dynamic from "next/dynamic";
import { useEffect, useMemo, useState } from "react";
import type { CanvasGraph } from "@/components/canvas/model/canvas-task";
import { type CanvasModel, createModel, ModelProvider } from "@/components/canvas/model/model";
import { useGraph } from "@/components/canvas/model/use-graph";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { PageToolbar } from "@/components/ui/controls/page-toolbar";
import { CanvasFilters } from "./canvas-filters";
import { CanvasHeader, type CanvasRoot } from "./canvas-header";
import { CanvasSkeleton } from "./canvas-skeleton";
import { type CanvasScope, graphQuery } from "./canvas-view";
import { useCanvasView } from "./use-canvas-view";

// React Flow is the largest part of any screen, and nothing can be drawn before the graph is laid out.
const Canvas = dynamic(() => import("./canvas").then((room) => room.Canvas), {
  loading: CanvasSkeleton,
});

interface CanvasScreenProps {
  first: CanvasGraph;
  firstScope: CanvasScope;
  /** The task whose structure this is; absent for everything. */
  root?: CanvasRoot;
}

/** How the work hangs together: epics, pipelines and what blocks what, live. */
export function CanvasScreen({ first, firstScope, root }: CanvasScreenProps) {
  const { view, setView } = useCanvasView();
  const { project, finished, loose } = view;
  const rootRef = root?.ticket_ref;
  const scope = useMemo<CanvasScope>(
    () =>
      rootRef === undefined
        ? { project, finished, loose }
        : { root: rootRef, project: null, finished, loose: false },
    [rootRef, project, finished, loose],
  );
  const isFirst = graphQuery(scope) === graphQuery(firstScope);
  const reading = useGraph(scope, isFirst ? first : undefined);
  const { data } = reading;
  const model = useModelOf(scope, data);

  return (
    <div className="flex h-full min-h-0 flex-col">
      <CanvasHeader root={root} read={data} model={model} />
      {model && data ? (
        <ModelProvider model={model}>
          <ReadingProblem reading={reading} what="The canvas" />
          <Canvas scope={scope} view={view} setView={setView} truncated={data.truncated} />
        </ModelProvider>
      ) : (
        <>
          <PageToolbar>
            <CanvasFilters view={view} setView={setView} focused={root !== undefined} />
          </PageToolbar>
          {reading.error ? (
            <ReadingProblem reading={reading} what="The canvas" />
          ) : (
            <CanvasSkeleton />
          )}
        </>
      )}
    </div>
  );
}

/** A model for each scope, made when its graph is there; a later reading goes into the same one. */
function useModelOf(scope: CanvasScope, graph: CanvasGraph | undefined): CanvasModel | null {
  const key = graphQuery(scope);
  const [held, setHeld] = useState<{ key: string; model: CanvasModel; graph: CanvasGraph } | null>(
    null,
  );
  if (graph && held?.key !== key) {
    const { root, project } = scope;
    const model = createModel({ root, project: project ?? undefined }, graph);
    setHeld({ key, model, graph });
  }
  useEffect(() => {
    if (!graph || held?.key !== key || held.graph === graph) return;
    held.model.graph.load(graph);
    setHeld({ ...held, graph });
  }, [graph, held, key]);
  return held?.key === key ? held.model : null;
}
