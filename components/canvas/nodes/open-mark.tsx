"use client";

import { useEffect } from "react";
import { nodeElement } from "@/components/canvas/keys/use-focus-node";
import type { Flow } from "@/components/canvas/layout/use-flow";
import { useModel } from "@/components/canvas/model/model";

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
