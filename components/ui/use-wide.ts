"use client";

import { useSyncExternalStore } from "react";

const WIDE = "(min-width: 1024px)";

/** Whether there is room for two things beside each other, such as a task beside the canvas. */
export function useWide(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(WIDE).matches,
    () => true,
  );
}

function subscribe(listener: () => void) {
  const query = matchMedia(WIDE);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}
