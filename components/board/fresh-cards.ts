import { useSyncExternalStore } from "react";

/** How long a card that somebody else changed stands out. */
export const FRESH_MS = 2_400;

const until = new Map<number, number>();
const listeners = new Set<() => void>();

function notify() {
  for (const listener of listeners) listener();
}

/** Lets a card stand out for a moment, so that a change is seen where it happened. */
export function markFresh(id: number): void {
  until.set(id, Date.now() + FRESH_MS);
  notify();
  setTimeout(() => {
    if ((until.get(id) ?? 0) > Date.now()) return;
    until.delete(id);
    notify();
  }, FRESH_MS + 20);
}

export function useIsFresh(id: number): boolean {
  return useSyncExternalStore(
    subscribe,
    () => until.has(id),
    () => false,
  );
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
