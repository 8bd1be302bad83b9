import { STATUS } from "@/components/ui/display/status";
import { announce } from "@/components/ui/feedback/announcements";
import type { TaskWire } from "@/lib/tasks/shapes";
import { type DropPlace, getDrag, hoverDrag, setDrag } from "./drag-store";
import { allPlaces, placeOf } from "./drop-places";
import { refusalOf } from "./move-rules";

const STEP: Record<string, readonly [column: number, lane: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Lifts the focused card with the space bar. */
export function liftByKeys(card: HTMLElement, task: TaskWire): void {
  const from = placeOf(card);
  if (!from) return;
  setDrag({ task, from, over: from, by: "keys", width: card.offsetWidth });
  announce(
    `${task.ticket_ref} lifted from ${STATUS[from.status].label}. Arrows choose a column, space drops it, escape puts it back.`,
    "assertive",
  );
}

/** Handles a key while a card is lifted by keyboard; returns whether it did. */
export function steerByKeys(
  key: string,
  board: HTMLElement,
  onDrop: (task: TaskWire, place: DropPlace) => void,
): boolean {
  const drag = getDrag();
  if (drag?.by !== "keys" || !drag.over) return false;
  if (key === "Escape" || key === "Tab") {
    setDrag(null);
    announce(`${drag.task.ticket_ref} put back.`, "assertive");
    return key === "Escape";
  }
  if (key === " " || key === "Enter") {
    setDrag(null);
    const { over, from, task } = drag;
    if (over.status === from.status && over.lane === from.lane)
      announce(`${task.ticket_ref} put back.`, "assertive");
    else onDrop(task, over);
    return true;
  }
  const step = STEP[key];
  if (!step) return true;
  const next = neighbour(allPlaces(board), drag.over, step);
  if (!next) return true;
  hoverDrag(next);
  board.querySelector(selectorOf(next))?.scrollIntoView({ inline: "nearest", block: "nearest" });
  announce(describe(drag.task, next, board), "assertive");
  return true;
}

function neighbour(
  places: DropPlace[],
  at: DropPlace,
  [column, lane]: readonly [number, number],
): DropPlace | undefined {
  if (lane !== 0) {
    const lanes = places.filter((place) => place.status === at.status);
    return lanes[lanes.findIndex((place) => place.lane === at.lane) + lane];
  }
  const row = places.filter((place) => place.lane === at.lane);
  return row[row.findIndex((place) => place.status === at.status) + column];
}

function selectorOf({ status, lane }: DropPlace): string {
  const inLane = lane === null ? "" : `[data-drop-lane="${CSS.escape(lane)}"]`;
  return `[data-drop-status="${status}"]${inLane}:not([data-drop-tab])`;
}

function describe(task: TaskWire, place: DropPlace, board: HTMLElement): string {
  const refusal = refusalOf(task, place.status);
  const lane =
    place.lane === null
      ? ""
      : `, ${board.querySelector(selectorOf(place))?.getAttribute("aria-label") ?? ""}`;
  return `${STATUS[place.status].label}${lane}. ${refusal ? `Refused: ${refusal}.` : "Space drops it here."}`;
}
