import type { TaskWire } from "@/lib/tasks/shapes";
import { createAutoScroll } from "./auto-scroll";
import { type DropPlace, getDrag, hoverDrag, setDrag } from "./drag-store";
import { placeAt, placeOf } from "./drop-places";
import { moveGhost, placeGhost } from "./ghost-position";

/** A mouse lifts a card by moving, a finger by a long press, because moving scrolls. */
const SLACK_PX = 5;
const HOLD_MS = 350;
const FINGER_SLACK_PX = 10;
/** On a phone, a full-width card would hide the drop target. */
const GHOST_PX = 264;

interface PointerDragOptions {
  board: HTMLElement;
  findTask: (id: number) => TaskWire | undefined;
  onDrop: (task: TaskWire, place: DropPlace) => void;
}

/**
 * Makes cards draggable by pointer. Uses event delegation, because cards come and go while scrolling. Returns a
 * function that removes it.
 */
export function enablePointerDrag({ board, findTask, onDrop }: PointerDragOptions): () => void {
  const scroll = createAutoScroll(board);
  let press: { card: HTMLElement; x: number; y: number; id: number; touch: boolean } | null = null;
  let hold: ReturnType<typeof setTimeout> | undefined;

  function down(event: PointerEvent) {
    const card = (event.target as Element).closest<HTMLElement>("[data-card]");
    if (!card || event.button !== 0 || !event.isPrimary || getDrag()) return;
    const touch = event.pointerType !== "mouse";
    press = { card, x: event.clientX, y: event.clientY, id: event.pointerId, touch };
    if (touch) hold = setTimeout(() => press && lift(press.x, press.y), HOLD_MS);
  }

  function lift(x: number, y: number) {
    if (!press) return;
    const { card } = press;
    const task = findTask(Number(card.dataset.card));
    const from = placeOf(card);
    if (!task || !from) return forget();
    const rect = card.getBoundingClientRect();
    const width = Math.min(rect.width, GHOST_PX);
    placeGhost({ x: ((press.x - rect.left) / rect.width) * width, y: press.y - rect.top });
    setDrag({ task, from, over: from, by: "pointer", width });
    moveGhost(x, y);
    document.documentElement.style.cursor = "grabbing";
    if (press.touch) navigator.vibrate?.(8);
  }

  function move(event: PointerEvent) {
    if (!press || event.pointerId !== press.id) return;
    const far = Math.hypot(event.clientX - press.x, event.clientY - press.y);
    if (!getDrag()) {
      if (press.touch && far > FINGER_SLACK_PX) return forget();
      if (press.touch || far < SLACK_PX) return;
      lift(event.clientX, event.clientY);
    }
    moveGhost(event.clientX, event.clientY);
    hoverDrag(placeAt(event.clientX, event.clientY));
    scroll.at(event.clientX, event.clientY);
  }

  function up(event: PointerEvent) {
    if (!press || event.pointerId !== press.id) return;
    const drag = getDrag();
    forget();
    if (!drag) return;
    // The click at the end of a drag opens nothing.
    window.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener("click", swallow, { capture: true }));
    const moved =
      drag.over && (drag.over.status !== drag.from.status || drag.over.lane !== drag.from.lane);
    if (drag.over && moved) onDrop(drag.task, drag.over);
  }

  function forget() {
    clearTimeout(hold);
    scroll.stop();
    press = null;
    if (getDrag()?.by === "pointer") setDrag(null);
    document.documentElement.style.cursor = "";
  }

  function cancel(event: KeyboardEvent) {
    if (event.key !== "Escape" || getDrag()?.by !== "pointer") return;
    event.preventDefault();
    forget();
  }

  /** Prevents scrolling while a card is dragged by touch. */
  function holdStill(event: Event) {
    if (getDrag()?.by === "pointer" && event.cancelable) event.preventDefault();
  }

  function noMenu(event: Event) {
    if (press?.touch) event.preventDefault();
  }

  const listening = new AbortController();
  const { signal } = listening;
  board.addEventListener("pointerdown", down, { signal });
  board.addEventListener("contextmenu", noMenu, { signal });
  board.addEventListener("touchmove", holdStill, { passive: false, signal });
  window.addEventListener("pointermove", move, { signal });
  window.addEventListener("pointerup", up, { signal });
  window.addEventListener("pointercancel", forget, { signal });
  window.addEventListener("keydown", cancel, { capture: true, signal });
  return () => {
    forget();
    listening.abort();
  };
}

function swallow(event: Event) {
  event.preventDefault();
  event.stopPropagation();
}
