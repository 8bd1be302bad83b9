"use client";

import { useSyncExternalStore } from "react";

const STORAGE_KEY = "baton.single-keys";
const listeners = new Set<() => void>();

/** Whether shortcuts without a modifier act. WCAG 2.1.4 asks that they can be turned off. */
export function singleKeysEnabled(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== "off";
  } catch {
    return true;
  }
}

export function setSingleKeys(enabled: boolean) {
  try {
    localStorage.setItem(STORAGE_KEY, enabled ? "on" : "off");
  } catch {
    // A browser that stores nothing keeps the default.
  }
  for (const listener of listeners) listener();
}

export function useSingleKeys(): boolean {
  return useSyncExternalStore(subscribe, singleKeysEnabled, () => true);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
