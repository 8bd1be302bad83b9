"use client";

import dynamic from "next/dynamic";
import { CanvasSkeleton } from "@/components/canvas/canvas-skeleton";

/** The tree of runs, whose code the canvas of tasks does not load. */
export const LateRunTree = dynamic(
  () => import("./run-tree-screen").then((room) => room.RunTreeScreen),
  { loading: CanvasSkeleton },
);
