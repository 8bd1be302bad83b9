import { createStore } from "@/components/ui/create-store";

/** `assertive` interrupts: only for steps that a person is taking at this moment by keyboard. */
export type Urgency = "polite" | "assertive";

interface Said {
  polite: string;
  assertive: string;
}

export const NOTHING_SAID: Said = { polite: "", assertive: "" };
export const announcements = createStore(NOTHING_SAID);

/** Tells screen readers something that others see happen: at the next pause, or at once. */
export function announce(text: string, urgency: Urgency = "polite"): void {
  announcements.set((before) => ({
    ...before,
    // A region that keeps its text is not read again.
    [urgency]: text !== "" && text === before[urgency] ? `${text}\u00a0` : text,
  }));
}

/** What takes no longer than this needs no words. */
const PATIENCE_MS = 400;
const loading = new Set<object>();
let waiting: ReturnType<typeof setTimeout> | undefined;
let announced = false;

/**
 * Says that something loads, once for all that loads at the same time: a board of eight columns is one message. Returns
 * what ends it.
 */
export function announceLoading(label: string): () => void {
  const part = {};
  if (loading.size === 0) {
    waiting = setTimeout(() => {
      announced = true;
      announce(label);
    }, PATIENCE_MS);
  }
  loading.add(part);
  return () => {
    loading.delete(part);
    if (loading.size > 0) return;
    clearTimeout(waiting);
    if (announced) announce("Loaded");
    announced = false;
  };
}
