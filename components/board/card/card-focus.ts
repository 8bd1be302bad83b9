import { createStore, useStore } from "@/components/ui/create-store";

/** Moves the focus among cards. Only cards in view are rendered, so the next one is looked up when needed. */
const CARD = "[data-card]";

export function focusedCard(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>(CARD) ?? null;
}

const cardsIn = (element: Element): HTMLElement[] =>
  [...element.querySelectorAll<HTMLElement>(CARD)].sort((a, b) => top(a) - top(b));
const top = (element: Element): number => element.getBoundingClientRect().top;

const columnOf = (card: HTMLElement): HTMLElement | null =>
  card.closest<HTMLElement>("[data-drop-status]");

/** The card above or below, continuing in the next lane at the end of the column. */
export function focusAlong(board: HTMLElement, card: HTMLElement, step: 1 | -1): void {
  const column = columnOf(card);
  if (!column) return;
  const cards = cardsIn(column);
  const next = cards[cards.indexOf(card) + step] ?? cardInNextLane(board, column, step);
  next?.focus();
}

function cardInNextLane(
  board: HTMLElement,
  column: HTMLElement,
  step: 1 | -1,
): HTMLElement | undefined {
  const same = [
    ...board.querySelectorAll<HTMLElement>(`[data-drop-status="${column.dataset.dropStatus}"]`),
  ]
    .filter((other) => other.querySelector(CARD))
    .sort((a, b) => top(a) - top(b));
  const lane = same[same.indexOf(column) + step];
  return lane && cardsIn(lane).at(step === 1 ? 0 : -1);
}

/** The card at the same height in the nearest column that has one. */
export function focusAcross(board: HTMLElement, card: HTMLElement, step: 1 | -1): void {
  const column = columnOf(card);
  if (!column) return;
  const lane = column.dataset.dropLane;
  const row = [
    ...board.querySelectorAll<HTMLElement>("[data-drop-status]:not([data-drop-tab])"),
  ].filter(
    (other) => other.dataset.dropLane === lane && (other === column || other.querySelector(CARD)),
  );
  const target = row[row.indexOf(column) + step];
  if (!target) return;
  const height = top(card);
  const nearest = cardsIn(target).reduce<HTMLElement | undefined>(
    (best, other) =>
      best && Math.abs(top(best) - height) <= Math.abs(top(other) - height) ? best : other,
    undefined,
  );
  nearest?.focus();
  target.scrollIntoView({ inline: "nearest", block: "nearest" });
}

export function focusFirstCard(board: HTMLElement): void {
  board.querySelector<HTMLElement>(CARD)?.focus();
}

/** Keeps the focus on a card while it moves elsewhere on the page, until the user focuses something else. */
export function keepFocusOnCard(board: HTMLElement, id: number, frames = 40): void {
  requestAnimationFrame(() => {
    const focused = document.activeElement;
    const isElsewhere =
      focused !== null &&
      focused !== document.body &&
      focused.getAttribute("data-card") !== String(id);
    if (isElsewhere || frames === 0) return;
    if (focused === document.body) board.querySelector<HTMLElement>(`[data-card="${id}"]`)?.focus();
    keepFocusOnCard(board, id, frames - 1);
  });
}

/** The last focused card, which the shortcuts apply to. */
const focused = createStore<number | null>(null);

export function noteFocus(target: EventTarget): void {
  const card = target instanceof Element ? target.closest<HTMLElement>("[data-card]") : null;
  focused.set(card ? Number(card.dataset.card) : null);
}

export function useFocusedCard(): number | null {
  return useStore(focused, (id) => id, null);
}
