import { createStore, useStore } from "@/components/ui/create-store";
import type { TaskStatus } from "@/components/ui/display/status";
import type { TaskWire } from "@/lib/tasks/shapes";

/** Where a dragged card would be dropped. `lane` is the key of a lane, or null on a board without lanes. */
export interface DropPlace {
  status: TaskStatus;
  lane: string | null;
}

export interface Drag {
  task: TaskWire;
  from: DropPlace;
  over: DropPlace | null;
  by: "pointer" | "keys";
  /** The size of the dragged card. */
  width: number;
}

const current = createStore<Drag | null>(null);

export const getDrag = current.get;

export function setDrag(next: Drag | null): void {
  current.set(next);
}

/** Changes the place under the dragged card; does nothing when it is the same. */
export function hoverDrag(over: DropPlace | null): void {
  const drag = getDrag();
  if (!drag) return;
  const same = drag.over?.status === over?.status && drag.over?.lane === over?.lane;
  if (!same) setDrag({ ...drag, over });
}

/** Selects a value from the drag; renders again only when it changes, so select a primitive or the drag itself. */
export function useDrag<T>(select: (drag: Drag | null) => T): T {
  return useStore(current, select, select(null));
}
