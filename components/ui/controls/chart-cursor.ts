"use client";

import { type KeyboardEvent, type PointerEvent, useState } from "react";

/** The bar under a point, of `count` bars of one width. `x`, `left` and `width` are in px of one system. */
export function barAt(x: number, left: number, width: number, count: number): number {
  if (width <= 0) return count - 1;
  const place = Math.floor(((x - left) / width) * count);
  return Math.min(Math.max(place, 0), count - 1);
}

/** The bar that a key leads to; null for a key that leads nowhere. */
export function nextBar(key: string, from: number, count: number): number | null {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[key];
  return step === undefined ? null : Math.min(Math.max(from + step, 0), count - 1);
}

/**
 * Lets one read a chart of bars by pointing, with a finger, and by keys: spread `props` on the element whose width the
 * bars share, and show the words of the bar `at`, which is null while none is read.
 */
export function useChartCursor(count: number, label: string, wordsOf: (bar: number) => string) {
  const [at, setAt] = useState<number | null>(null);
  const last = count - 1;
  const read = at === null ? last : Math.min(at, last);

  function point(event: PointerEvent<HTMLElement>) {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setAt(barAt(event.clientX, left, width, count));
  }

  return {
    at: at === null ? null : read,
    props: {
      role: "slider",
      tabIndex: 0,
      "aria-label": label,
      "aria-orientation": "horizontal",
      "aria-valuemin": 1,
      "aria-valuemax": count,
      "aria-valuenow": read + 1,
      "aria-valuetext": wordsOf(read),
      onFocus: () => setAt((before) => before ?? last),
      onBlur: () => setAt(null),
      onPointerDown: point,
      onPointerMove: point,
      onPointerLeave(event: PointerEvent<HTMLElement>) {
        // A finger that was lifted has left; what it pointed at stays to be read.
        const isRead = document.activeElement === event.currentTarget;
        if (event.pointerType === "mouse" && !isRead) setAt(null);
      },
      onKeyDown(event: KeyboardEvent<HTMLElement>) {
        const next = nextBar(event.key, read, count);
        if (next === null || event.metaKey || event.ctrlKey || event.altKey) return;
        event.preventDefault();
        setAt(next);
      },
    },
  } as const;
}
