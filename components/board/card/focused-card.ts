import { useSyncExternalStore } from "react";

/** The last focused card, which the shortcuts apply to. */
let id: number | null = null;
const listeners = new Set<() => void>();

export function noteFocus(target: EventTarget): void {
  const card = target instanceof Element ? target.closest<HTMLElement>("[data-card]") : null;
  const next = card ? Number(card.dataset.card) : null;
  if (next === id) return;
  id = next;
  for (const listener of listeners) listener();
}

export function useFocusedCard(): number | null {
  return useSyncExternalStore(
    subscribe,
    () => id,
    () => null,
  );
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
