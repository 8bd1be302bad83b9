"use client";

import { useCallback, useEffect, useSyncExternalStore } from "react";

const STORAGE_KEY = "baton.inbox-selected";
const NONE: ReadonlySet<number> = new Set();
const listeners = new Set<() => void>();
let selected: ReadonlySet<number> | null = null;

/**
 * The ids of the tasks that are selected in the inbox. They outlive a reload of the tab and nothing else: an address that
 * is shared selects nothing in another's browser.
 */
export function useSelection(): [ReadonlySet<number>, (ids: Iterable<number>) => void] {
  const ids = useSyncExternalStore(subscribe, read, () => NONE);
  useEffect(() => () => write(NONE), []);
  return [ids, useCallback((next) => write(new Set(next)), [])];
}

function read(): ReadonlySet<number> {
  if (selected !== null) return selected;
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? "[]");
    const ids = Array.isArray(stored) ? stored.filter((id) => Number.isSafeInteger(id)) : [];
    selected = new Set(ids);
  } catch {
    selected = NONE;
  }
  return selected;
}

function write(ids: ReadonlySet<number>): void {
  selected = ids;
  try {
    if (ids.size === 0) sessionStorage.removeItem(STORAGE_KEY);
    else sessionStorage.setItem(STORAGE_KEY, JSON.stringify([...ids]));
  } catch {
    // Without storage a reload selects nothing.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
