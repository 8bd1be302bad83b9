"use client";

import { useSyncExternalStore } from "react";

export interface Store<T> {
  get: () => T;
  /** Sets the value, or what the function makes of the one before; the same value again tells nobody. */
  set: (next: T | ((before: T) => T)) => void;
  subscribe: (listener: () => void) => () => void;
}

/** A value outside React that any part of the page can set and follow. */
export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      const after = next instanceof Function ? next(value) : next;
      if (Object.is(after, value)) return;
      value = after;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/**
 * What `select` picks from the store; renders again when that changes, so it must not build a new object each time.
 * The server, and the page while it hydrates, have `onServer`.
 */
export function useStore<T, Picked = T>(
  store: Store<T>,
  select: (value: T) => Picked,
  onServer: Picked,
): Picked {
  return useSyncExternalStore(
    store.subscribe,
    () => select(store.get()),
    () => onServer,
  );
}

/** A string kept in the browser under `key`, or in the page's memory where the browser stores nothing. */
export function createStoredText(
  key: string,
  storage: () => Pick<Storage, "getItem" | "setItem" | "removeItem"> = () => localStorage,
): Store<string | null> {
  // Undefined until it is first read: the server has no storage.
  const memory = createStore<string | null | undefined>(undefined);
  const get = (): string | null => {
    const kept = memory.get();
    if (kept !== undefined) return kept;
    return typeof window === "undefined" ? null : readText(storage, key);
  };
  return {
    get,
    set(next) {
      const after = next instanceof Function ? next(get()) : next;
      try {
        if (after === null) storage().removeItem(key);
        else storage().setItem(key, after);
      } catch {
        // Storage is full or forbidden: the value lasts as long as the page.
      }
      memory.set(after);
    },
    subscribe: memory.subscribe,
  };
}

function readText(storage: () => Pick<Storage, "getItem">, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}
