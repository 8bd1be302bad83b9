"use client";

import { useCallback, useState } from "react";

const KEY = "baton.canvas.collapsed";

/** The collapsed containers, kept in this browser. */
export function useCollapsed() {
  const [collapsed, setCollapsed] = useState<ReadonlySet<number>>(read);
  const change = useCallback((next: ReadonlySet<number>) => {
    setCollapsed(next);
    try {
      localStorage.setItem(KEY, JSON.stringify([...next]));
    } catch {
      // A browser that stores nothing opens everything the next time.
    }
  }, []);
  return [collapsed, change] as const;
}

function read(): ReadonlySet<number> {
  if (typeof localStorage === "undefined") return new Set();
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return new Set(Array.isArray(kept) ? kept.filter(Number.isInteger) : []);
  } catch {
    return new Set();
  }
}
