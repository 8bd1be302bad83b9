"use client";

import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { createStoredText, useStore } from "@/components/ui/create-store";
import type { Layout } from "./rows";

/** Two columns of code narrower than this wrap most lines. */
const SPLIT_FROM_PX = 880;

const preference = createStoredText("baton.diff-layout");
const asLayout = (kept: string | null): Layout => (kept === "split" ? "split" : "unified");

/** How this person last chose to see changes in this browser. */
export function usePreferredLayout(): Layout {
  return useStore(preference, asLayout, "unified");
}

export function preferLayout(layout: Layout): void {
  preference.set(layout);
}

export const hasRoomToSplit = (widthPx: number): boolean => widthPx >= SPLIT_FROM_PX;

/** The width of an element in px, as it is now; 0 before the first paint. */
export function useWidth(): [RefObject<HTMLDivElement | null>, number] {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    setWidth(current.clientWidth);
    const observer = new ResizeObserver(() => setWidth(current.clientWidth));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
