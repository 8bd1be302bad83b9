"use client";

import { Eye } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import type { CanvasView } from "./canvas-view";
import type { SetCanvasView } from "./use-canvas-view";

interface ShowMenuProps {
  view: CanvasView;
  setView: SetCanvasView;
  focused: boolean;
}

/** What is drawn besides open work and what blocks it. */
export function ShowMenu({ view, setView, focused }: ShowMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="sm" className="pointer-coarse:h-11">
          <Eye aria-hidden className="size-3.5 text-ink-3" /> Show
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuCheckboxItem
          checked={view.finished}
          onCheckedChange={(finished) => void setView({ finished })}
        >
          What is finished
        </DropdownMenuCheckboxItem>
        <DropdownMenuCheckboxItem
          checked={view.related}
          onCheckedChange={(related) => void setView({ related })}
        >
          Related and duplicate links
        </DropdownMenuCheckboxItem>
        {focused ? null : (
          <DropdownMenuCheckboxItem
            checked={view.loose}
            onCheckedChange={(loose) => void setView({ loose })}
          >
            Tasks that hang on nothing
          </DropdownMenuCheckboxItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
