"use client";

import { Plus, Redo2, SlidersHorizontal, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/controls/button";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import { SHOWN_KINDS, type ShownKind, STAGE_KINDS } from "@/components/workflows/stage-kinds";
import { useWorkbench } from "./workbench";

export const SIDES = ["both", "graph", "yaml"] as const;
export type Side = (typeof SIDES)[number];

interface ToolbarProps {
  side: Side;
  onSide: (side: Side) => void;
  onAdd: (kind: ShownKind) => void;
  onPanel: () => void;
  isWide: boolean;
  /** In place of the sides, where only one of them has room. */
  tabs: ReactNode;
  adding: boolean;
  onAdding: (open: boolean) => void;
  /** The menu of what can be added gives the focus back. */
  onAddingEnd: (event: Event) => void;
}

/** What is done to the definition as a whole. */
export function Toolbar({
  side,
  onSide,
  onAdd,
  onPanel,
  isWide,
  tabs,
  adding,
  onAdding,
  onAddingEnd,
}: ToolbarProps) {
  const { canWrite, code, state } = useWorkbench();
  return (
    <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-2 gap-y-1.5 border-b bg-panel px-4 py-1.5 max-sm:gap-x-1 max-sm:px-2">
      {canWrite ? (
        <>
          <DropdownMenu open={adding} onOpenChange={onAdding}>
            <DropdownMenuTrigger className={buttonVariants({ size: "sm" })}>
              <Plus className="size-4" />
              <span className="max-sm:sr-only">Add stage</span>
            </DropdownMenuTrigger>
            <DropdownMenuContent align="start" onCloseAutoFocus={onAddingEnd} className="min-w-72">
              {SHOWN_KINDS.map((kind) => {
                const { icon: Icon, label, words } = STAGE_KINDS[kind];
                return (
                  <DropdownMenuItem
                    key={kind}
                    onSelect={() => onAdd(kind)}
                    className="h-auto! items-start py-1.5 [&_svg]:mt-0.5"
                  >
                    <Icon aria-hidden className="text-ink-3" />
                    <span className="flex min-w-0 flex-col">
                      <span>{label}</span>
                      <span className="text-ink-3 text-xs">{words}</span>
                    </span>
                  </DropdownMenuItem>
                );
              })}
            </DropdownMenuContent>
          </DropdownMenu>
          <IconButton
            label="Undo"
            keys="mod+z"
            size="icon-sm"
            disabled={!state.canUndo}
            onClick={() => code.undo()}
          >
            <Undo2 className="size-4" />
          </IconButton>
          <IconButton
            label="Redo"
            keys="shift+mod+z"
            size="icon-sm"
            disabled={!state.canRedo}
            onClick={() => code.redo()}
          >
            <Redo2 className="size-4" />
          </IconButton>
        </>
      ) : null}
      <Button size="sm" variant="ghost" onClick={onPanel}>
        <SlidersHorizontal className="size-4" />
        <span className="max-sm:sr-only">Inputs</span>
      </Button>
      {isWide ? (
        <Segmented
          label="Show"
          value={side}
          onValueChange={(next) => onSide(next as Side)}
          className="ml-auto"
        >
          <SegmentedItem value="graph">Graph</SegmentedItem>
          <SegmentedItem value="both">Both</SegmentedItem>
          <SegmentedItem value="yaml">YAML</SegmentedItem>
        </Segmented>
      ) : (
        <div className="ml-auto">{tabs}</div>
      )}
    </div>
  );
}
