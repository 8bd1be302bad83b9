"use client";

import { useCallback, useEffect, useMemo } from "react";
import { createStoredText, useStore } from "@/components/ui/create-store";

const stored = createStoredText("baton.inbox-selected", () => sessionStorage);

/**
 * The ids of the tasks that are selected in the inbox. They outlive a reload of the tab and nothing else: an address that
 * is shared selects nothing in another's browser.
 */
export function useSelection(): [ReadonlySet<number>, (ids: Iterable<number>) => void] {
  const text = useStore(stored, (kept) => kept, null);
  useEffect(() => () => stored.set(null), []);
  return [useMemo(() => idsIn(text), [text]), useCallback((ids) => stored.set(textOf(ids)), [])];
}

function textOf(ids: Iterable<number>): string | null {
  const list = [...ids];
  return list.length === 0 ? null : JSON.stringify(list);
}

function idsIn(text: string | null): ReadonlySet<number> {
  try {
    const ids: unknown = JSON.parse(text ?? "[]");
    return new Set(Array.isArray(ids) ? ids.filter((id) => Number.isSafeInteger(id)) : []);
  } catch {
    return new Set();
  }
}
