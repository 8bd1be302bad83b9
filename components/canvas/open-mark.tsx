"use client";

import { useEffect } from "react";
import { useModel } from "./model";
import type { Flow } from "./use-flow";
import { nodeElement } from "./use-focus-node";

/** Marks the node whose task is open, past React: it is one attribute of one element. */
export function OpenMark({ openRef, flow }: { openRef: string | null; flow: Flow | null }) {
  const { graph } = useModel();
  useEffect(() => {
    const id = openRef && flow ? graph.byRef(openRef)?.id : undefined;
    const element = id === undefined ? null : nodeElement(id);
    element?.setAttribute("data-open", "");
    return () => element?.removeAttribute("data-open");
  }, [graph, openRef, flow]);
  return null;
}
