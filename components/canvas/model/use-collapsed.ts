"use client";

import { useSyncExternalStore } from "react";

const KEY = "baton.canvas.collapsed";
const NONE: ReadonlySet<number> = new Set();
const listeners = new Set<() => void>();
let collapsed: ReadonlySet<number> | undefined;

/** The collapsed containers, kept in this browser. */
export function useCollapsed() {
  const now = useSyncExternalStore(subscribe, read, () => NONE);
  return [now, change] as const;
}

function read(): ReadonlySet<number> {
  collapsed ??= kept();
  return collapsed;
}

function change(next: ReadonlySet<number>): void {
  collapsed = next;
  try {
    localStorage.setItem(KEY, JSON.stringify([...next]));
  } catch {
    // A browser that stores nothing opens everything the next time.
  }
  for (const listener of listeners) listener();
}

function kept(): ReadonlySet<number> {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(ids) && ids.length > 0 ? new Set(ids.filter(Number.isInteger)) : NONE;
  } catch {
    return NONE;
  }
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
