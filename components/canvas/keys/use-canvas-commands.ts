"use client";

import {
  ChevronsDownUp,
  ChevronsUpDown,
  Maximize,
  Plus,
  Search,
  Spline,
  Workflow,
} from "lucide-react";
import { useMemo } from "react";
import { useReactFlow } from "reactflow";
import type { Adding } from "@/components/canvas/add-task";
import { useModel, useSignal } from "@/components/canvas/model/model";
import type { CanvasTools } from "@/components/canvas/use-canvas-tools";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import { moveMs } from "./use-focus-node";

const GROUP = "Canvas";
export const SEARCH_ID = "canvas-search";

/** The canvas in the palette, in the key map and on its keys. */
export function useCanvasCommands(tools: CanvasTools, onAdd: (adding: Adding) => void): void {
  const { graph, stage } = useModel();
  const { fitView, zoomIn, zoomOut } = useReactFlow();
  const focused = useSignal(stage.focused);
  const commands = useMemo<Command[]>(() => {
    const task = focused === null ? undefined : graph.task(focused);
    const ref = task?.ticket_ref;
    const of = ref ?? "";
    const on = (run: (id: number) => void) => () => {
      if (focused !== null) run(focused);
    };
    const write = tools.canWrite && ref !== undefined;
    const base = { group: GROUP };
    const keyOnly = { ...base, inPalette: false };
    const motion = () => ({ duration: moveMs() });
    return [
      {
        ...base,
        id: "canvas.fit",
        label: "Fit everything in",
        icon: Maximize,
        keys: "f",
        run: () => void fitView({ padding: 0.06, maxZoom: 1, ...motion() }),
      },
      {
        ...keyOnly,
        id: "canvas.leave",
        label: "Close the open task",
        keys: "escape",
        enabled: tools.closeTask !== null,
        run: () => tools.closeTask?.(),
      },
      {
        ...base,
        id: "canvas.search",
        label: "Find on the canvas",
        icon: Search,
        keys: "/",
        run: () => document.getElementById(SEARCH_ID)?.focus(),
      },
      {
        ...keyOnly,
        id: "canvas.in",
        label: "Zoom in",
        keys: ["+", "="],
        run: () => void zoomIn(motion()),
      },
      {
        ...keyOnly,
        id: "canvas.out",
        label: "Zoom out",
        keys: "-",
        run: () => void zoomOut(motion()),
      },
      {
        ...base,
        id: "canvas.close",
        label: "Collapse everything",
        icon: ChevronsDownUp,
        run: () => tools.foldAll(true),
      },
      {
        ...base,
        id: "canvas.open",
        label: "Expand everything",
        icon: ChevronsUpDown,
        run: () => tools.foldAll(false),
      },
      {
        ...keyOnly,
        id: "canvas.fold",
        label: "Collapse or expand the focused one",
        keys: "space",
        run: on(tools.fold),
      },
      {
        ...base,
        id: "canvas.run",
        label: `Open the workflow run of ${of}`,
        icon: Workflow,
        keys: "w",
        enabled: task !== undefined && graph.workflows.runOf(task) !== undefined,
        run: on(tools.openRun),
      },
      {
        ...base,
        id: "canvas.child",
        label: `Add a task inside ${of}`.trim(),
        icon: Plus,
        keys: "n",
        enabled: write,
        run: on((beside) => onAdd({ beside, as: "child" })),
      },
      {
        ...base,
        id: "canvas.sibling",
        label: `Add a task beside ${of}`.trim(),
        icon: Plus,
        keys: "shift+n",
        enabled: write,
        run: on((beside) => onAdd({ beside, as: "sibling" })),
      },
      {
        ...base,
        id: "canvas.connect",
        label: `Draw a dependency from ${of}`.trim(),
        icon: Spline,
        keys: "d",
        enabled: write,
        run: on(tools.startConnecting),
      },
      {
        ...keyOnly,
        id: "canvas.earlier",
        label: "Move the step earlier",
        keys: ["alt+arrowleft", "alt+arrowup"],
        enabled: write,
        run: on((id) => tools.moveStep(id, -1)),
      },
      {
        ...keyOnly,
        id: "canvas.later",
        label: "Move the step later",
        keys: ["alt+arrowright", "alt+arrowdown"],
        enabled: write,
        run: on((id) => tools.moveStep(id, 1)),
      },
    ];
  }, [tools, graph, focused, onAdd, fitView, zoomIn, zoomOut]);
  useCommands(commands);
}
