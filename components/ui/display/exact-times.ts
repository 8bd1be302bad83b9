"use client";

import { useSyncExternalStore } from "react";

const STORAGE_KEY = "baton.exact-times";
const listeners = new Set<() => void>();

/** Whether times are shown as moments instead of ages: a tooltip is for neither fingers nor keys. */
export function useExactTimes(): boolean {
  return useSyncExternalStore(subscribe, showsExactTimes, () => false);
}

export function toggleExactTimes(): void {
  try {
    localStorage.setItem(STORAGE_KEY, showsExactTimes() ? "off" : "on");
  } catch {
    // A browser that stores nothing keeps ages.
  }
  for (const listener of listeners) listener();
}

function showsExactTimes(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) === "on";
  } catch {
    return false;
  }
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
