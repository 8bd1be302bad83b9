"use client";

import { useSyncExternalStore } from "react";
import { useRenderedAt } from "@/components/format/format-provider";

type Clock = { subscribe: (listener: () => void) => () => void; read: () => number };

/** One timer per step for the whole page, running only while something shows a time. */
function createClock(stepMs: number): Clock {
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;

  function tick() {
    now = Date.now();
    for (const listener of listeners) listener();
  }

  return {
    read: () => now,
    subscribe(listener) {
      if (listeners.size === 0) {
        now = Date.now();
        timer = setInterval(tick, stepMs);
        document.addEventListener("visibilitychange", tick);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        document.removeEventListener("visibilitychange", tick);
      };
    },
  };
}

const SECONDS = createClock(1_000);
const QUARTER_MINUTES = createClock(15_000);

/**
 * The current time in milliseconds; while the page hydrates, that of the server when it rendered. Kept up by the second or, for ages in minutes and more, every 15 seconds.
 */
export function useNow(precision: "second" | "minute" = "minute"): number {
  const clock = precision === "second" ? SECONDS : QUARTER_MINUTES;
  const renderedAt = useRenderedAt();
  return useSyncExternalStore(clock.subscribe, clock.read, () => renderedAt);
}
