"use client";

import { createContext, type ReactNode, use, useCallback, useSyncExternalStore } from "react";
import { Stage } from "@/components/canvas/nodes/stage";
import type { CanvasGraph, CanvasTask } from "./canvas-task";
import { type GraphScope, GraphStore } from "./graph-store";
import { type Signal, Signals } from "./signals";

/** Everything of one canvas that lives outside React, so that a change draws only what it touches. */
export interface CanvasModel {
  graph: GraphStore;
  stage: Stage;
  signals: Signals;
}

export function createModel(scope: GraphScope, first: CanvasGraph): CanvasModel {
  const signals = new Signals();
  return { signals, stage: new Stage(signals), graph: new GraphStore(signals, scope, first) };
}

const ModelContext = createContext<CanvasModel | null>(null);

export function ModelProvider({ model, children }: { model: CanvasModel; children: ReactNode }) {
  return <ModelContext value={model}>{children}</ModelContext>;
}

export function useModel(): CanvasModel {
  const model = use(ModelContext);
  if (!model) throw new Error("There is no canvas around this.");
  return model;
}

/** The task of a node, drawn again whenever anything about the node changes. */
export function useNodeTask(id: number): CanvasTask | undefined {
  const { signals, graph } = useModel();
  const subscribe = useCallback(
    (listener: () => void) => signals.subscribe(id, listener),
    [signals, id],
  );
  const read = useCallback(() => signals.revision(id), [signals, id]);
  useSyncExternalStore(subscribe, read, read);
  return graph.task(id);
}

export function useSignal<T>(signal: Signal<T>): T {
  return useSyncExternalStore(signal.subscribe, signal.get, signal.get);
}
