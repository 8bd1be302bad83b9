"use client";

import { useState, useSyncExternalStore } from "react";

const PREFIX = "baton-soul-draft:";
const listeners = new Set<() => void>();

/**
 * The unsaved draft of a SOUL, or null when there is none. It is kept in the browser tab's storage, so that it survives
 * a reload or another page.
 */
export function useSoulDraft(agentId: number): [string | null, (draft: string | null) => void] {
  const key = `${PREFIX}${agentId}`;
  const [unsaved, setUnsaved] = useState<string | null>(null);
  const stored = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => null,
  );
  return [
    stored ?? unsaved,
    (draft) => {
      setUnsaved(draft);
      write(key, draft);
      for (const listener of listeners) listener();
    },
  ];
}

function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, draft: string | null) {
  try {
    if (draft === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, draft);
  } catch {
    // Without storage, the draft is kept while the page is open.
  }
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** A shipped SOUL template, as offered by the screens. */
export interface SoulChoice {
  name: string;
  description: string;
  content: string;
}
