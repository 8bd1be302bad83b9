import { createStore, useStore } from "@/components/ui/create-store";

/** The last focused card, which the shortcuts apply to. */
const focused = createStore<number | null>(null);

export function noteFocus(target: EventTarget): void {
  const card = target instanceof Element ? target.closest<HTMLElement>("[data-card]") : null;
  focused.set(card ? Number(card.dataset.card) : null);
}

export function useFocusedCard(): number | null {
  return useStore(focused, (id) => id, null);
}
