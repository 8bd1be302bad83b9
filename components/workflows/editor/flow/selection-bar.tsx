"use client";

import { ArrowRight, Copy, CopyPlus, PanelRight, Plus, Trash2, Unlink, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/controls/button";
import { copyText } from "@/components/ui/controls/copy-text";
import { IconButton } from "@/components/ui/controls/icon-button";
import { toast } from "@/components/ui/overlays/toast";
import { copyStages } from "@/components/workflows/editor/document/clipboard";
import type { OutlineEdge } from "@/components/workflows/editor/document/outline";
import { useWorkbench } from "@/components/workflows/editor/workbench";
import { duplicateSelected, removeSelected } from "./use-graph-keys";

interface SelectionBarProps {
  /** The stage that the next one chosen will come after. */
  connecting: string | null;
  edge: OutlineEdge | null;
  onConnect: () => void;
  onStopConnecting: () => void;
  onDisconnect: () => void;
  onOpen: () => void;
  onAdd: () => void;
}

/** What can be done with what is selected: for fingers, and for who does not know the keys. */
export function SelectionBar({
  connecting,
  edge,
  onConnect,
  onStopConnecting,
  onDisconnect,
  onOpen,
  onAdd,
}: SelectionBarProps) {
  const bench = useWorkbench();
  const { canWrite, code, current, outline, selected } = bench;
  if (connecting !== null) {
    return (
      <Bar label="Connect">
        <span className="px-2 text-sm">
          Choose what comes after <strong className="font-medium">{connecting}</strong>
        </span>
        <Button size="sm" variant="ghost" onClick={onStopConnecting}>
          <X className="size-4" />
          Cancel
        </Button>
      </Bar>
    );
  }
  if (edge && canWrite && selected.size === 0) {
    return (
      <Bar label="Connection">
        <span className="px-2 text-ink-2 text-sm">
          {edge.from} → {edge.to}
        </span>
        <Button size="sm" variant="danger-ghost" onClick={onDisconnect}>
          <Unlink className="size-4" />
          Disconnect
        </Button>
      </Bar>
    );
  }
  if (selected.size === 0) return null;

  async function copy() {
    const ids = outline.stages.filter(({ id }) => selected.has(id)).map(({ id }) => id);
    const text = copyStages(code.get().text, ids);
    if (text !== null && (await copyText(text))) toast("Copied as YAML");
  }

  return (
    <Bar label="Selected stages">
      {current === null ? (
        <span className="px-2 text-ink-2 text-sm tabular-nums">{selected.size} stages</span>
      ) : (
        <>
          <Button size="sm" variant="ghost" onClick={onOpen} className="lg:hidden">
            <PanelRight className="size-4" />
            Edit
          </Button>
          {canWrite ? (
            <>
              <Button size="sm" variant="ghost" onClick={onAdd}>
                <Plus className="size-4" />
                Add after
              </Button>
              <IconButton
                label="Connect to another stage"
                size="icon-sm"
                side="top"
                onClick={onConnect}
              >
                <ArrowRight className="size-4" />
              </IconButton>
            </>
          ) : null}
        </>
      )}
      <IconButton label="Copy as YAML" size="icon-sm" side="top" onClick={() => void copy()}>
        <Copy className="size-4" />
      </IconButton>
      {canWrite ? (
        <>
          <IconButton
            label="Duplicate"
            size="icon-sm"
            side="top"
            onClick={() => duplicateSelected(bench)}
          >
            <CopyPlus className="size-4" />
          </IconButton>
          <IconButton
            label="Delete"
            size="icon-sm"
            side="top"
            variant="danger-ghost"
            onClick={() => removeSelected(bench)}
          >
            <Trash2 className="size-4" />
          </IconButton>
        </>
      ) : null}
    </Bar>
  );
}

function Bar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div
      role="toolbar"
      aria-label={label}
      className="-translate-x-1/2 absolute bottom-3 left-1/2 z-10 flex max-w-[calc(100%-1.5rem)] items-center gap-0.5 rounded-lg border border-line-strong bg-raised p-1 shadow-raised max-lg:bottom-14"
    >
      {children}
    </div>
  );
}
