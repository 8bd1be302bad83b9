"use client";

import { createContext, type ReactNode, use } from "react";
import type { RunTreeStore } from "./run-tree-store";

const RunsContext = createContext<RunTreeStore | null>(null);

export function RunsProvider({ tree, children }: { tree: RunTreeStore; children: ReactNode }) {
  return <RunsContext value={tree}>{children}</RunsContext>;
}

export function useRuns(): RunTreeStore {
  const tree = use(RunsContext);
  if (!tree) throw new Error("There is no tree of runs around this.");
  return tree;
}
