"use client";

import { ChevronsDownUp, ChevronsUpDown, Maximize } from "lucide-react";
import { ExportMenu } from "@/components/canvas/export/export-menu";
import { useModel } from "@/components/canvas/model/model";
import { runCommand } from "@/components/shell/keys/command-registry";
import { IconButton } from "@/components/ui/controls/icon-button";
import { PageToolbar } from "@/components/ui/controls/page-toolbar";
import { CanvasFilters } from "./canvas-filters";
import { CanvasSearch } from "./canvas-search";
import type { CanvasView } from "./canvas-view";
import { Legend } from "./legend";
import type { CanvasTools } from "./use-canvas-tools";
import type { SetCanvasView } from "./use-canvas-view";

interface CanvasToolbarProps {
  view: CanvasView;
  setView: SetCanvasView;
  tools: CanvasTools;
  /** Whether one structure is shown and not everything. */
  focused: boolean;
  root: string | undefined;
  collapsed: ReadonlySet<number>;
}

export function CanvasToolbar(props: CanvasToolbarProps) {
  const { view, setView, tools, focused, root, collapsed } = props;
  return (
    <PageToolbar
      label="Filters and tools"
      lead={<CanvasSearch view={view} setView={setView} tools={tools} />}
    >
      <CanvasFilters view={view} setView={setView} focused={focused} />
      <div className="ml-auto flex shrink-0 items-center gap-1 max-md:ml-0 md:pl-2">
        <FoldAndFit tools={tools} collapsed={collapsed} />
        <Legend />
        <ExportMenu flow={tools.flow} root={root} />
      </div>
    </PageToolbar>
  );
}

type FoldAndFitProps = Pick<CanvasToolbarProps, "tools" | "collapsed">;

/** Closes or opens everything, and brings it into view. */
export function FoldAndFit({ tools, collapsed }: FoldAndFitProps) {
  const { graph } = useModel();
  const groups = [...graph.hierarchy.children.keys()];
  const allClosed = groups.length > 0 && groups.every((id) => collapsed.has(id));
  return (
    <>
      <IconButton
        label={allClosed ? "Expand everything" : "Collapse everything"}
        size="icon-sm"
        disabled={groups.length === 0}
        onClick={() => tools.foldAll(!allClosed)}
      >
        {allClosed ? (
          <ChevronsUpDown aria-hidden className="size-4" />
        ) : (
          <ChevronsDownUp aria-hidden className="size-4" />
        )}
      </IconButton>
      <IconButton
        label="Fit everything in"
        keys="f"
        size="icon-sm"
        onClick={() => runCommand("canvas.fit")}
      >
        <Maximize aria-hidden className="size-4" />
      </IconButton>
    </>
  );
}
