import { useSyncExternalStore } from "react";
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

let current: Drag | null = null;
const listeners = new Set<() => void>();

export function getDrag(): Drag | null {
  return current;
}

export function setDrag(next: Drag | null): void {
  if (next === current) return;
  current = next;
  for (const listener of listeners) listener();
}

/** Changes the place under the dragged card; does nothing when it is the same. */
export function hoverDrag(over: DropPlace | null): void {
  if (!current) return;
  const same = current.over?.status === over?.status && current.over?.lane === over?.lane;
  if (!same) setDrag({ ...current, over });
}

/** Selects a value from the drag; renders again only when it changes, so select a primitive or the drag itself. */
export function useDrag<T>(select: (drag: Drag | null) => T): T {
  return useSyncExternalStore(
    subscribe,
    () => select(current),
    () => select(null),
  );
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
