"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";
import { hashOf, type LineRange, rangeOf } from "./line-range";

const CHANGED = "baton:lines";

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    window.removeEventListener("hashchange", listener);
    window.removeEventListener(CHANGED, listener);
  };
}

/** The lines that the address points at, and how to point at others. */
export function useLineRange(): [LineRange | null, (range: LineRange | null) => void] {
  const hash = useSyncExternalStore(
    subscribe,
    () => location.hash,
    () => "",
  );
  const range = useMemo(() => rangeOf(hash), [hash]);
  const point = useCallback((next: LineRange | null) => {
    const { pathname, search } = location;
    history.replaceState(null, "", `${pathname}${search}${next ? hashOf(next) : ""}`);
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return [range, point];
}
