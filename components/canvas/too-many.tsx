"use client";

import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { Count } from "@/components/ui/display/figure";
import type { SetCanvasView } from "./use-canvas-view";

interface TooManyProps {
  shown: number;
  setView: SetCanvasView;
}

/** Says that not everything is here, and how to see the rest. */
export function TooMany({ shown, setView }: TooManyProps) {
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-warning/10 px-4 py-1.5 text-sm"
    >
      <TriangleAlert aria-hidden className="size-4 shrink-0 text-warning" />
      <span>
        There are more than <Count value={shown} /> tasks, and those with open work are shown first.
        Choose a project, or show one structure alone.
      </span>
      <Button size="sm" onClick={() => void setView({ finished: false })}>
        Leave out what is finished
      </Button>
    </div>
  );
}
