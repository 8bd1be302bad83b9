import type { TaskStatus } from "@/components/ui/display/status";
import type { DropPlace } from "./drag-store";

/** The attributes that make an element a drop target. */
export function dropTarget(status: TaskStatus, lane: string | null = null) {
  return { "data-drop-status": status, "data-drop-lane": lane ?? undefined };
}

/** The drop target at a point of the window. */
export function placeAt(x: number, y: number): DropPlace | null {
  const target = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-drop-status]");
  return target ? placeOf(target) : null;
}

/** The drop target that contains an element, such as a card. */
export function placeOf(element: HTMLElement): DropPlace | null {
  const target = element.closest<HTMLElement>("[data-drop-status]");
  if (!target) return null;
  return {
    status: target.dataset.dropStatus as TaskStatus,
    lane: target.dataset.dropLane ?? null,
  };
}

/** Every drop target on the screen in visual order: lanes from top to bottom, columns from left to right. */
export function allPlaces(root: HTMLElement): DropPlace[] {
  return [...root.querySelectorAll<HTMLElement>("[data-drop-status]:not([data-drop-tab])")].flatMap(
    (element) => placeOf(element) ?? [],
  );
}
