"use client";

import { type RefObject, useEffect, useState } from "react";

interface View {
  width: number;
  height: number;
  left: number;
  top: number;
}

/** How far it may scroll before what is drawn is worked out again. */
const GRAIN_PX = 120;

/** The size of a scrolling element and, with `follows`, which part of its content is in view. */
export function useView(scroller: RefObject<HTMLElement | null>, follows: boolean) {
  const [view, setView] = useState<View>({ width: 0, height: 0, left: 0, top: 0 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const grain = (px: number) => Math.floor(px / GRAIN_PX) * GRAIN_PX;
    const measure = () =>
      setView((before) => {
        const next = {
          width: element.clientWidth,
          height: element.clientHeight,
          left: follows ? grain(element.scrollLeft) : 0,
          top: follows ? grain(element.scrollTop) : 0,
        };
        const isSame =
          next.width === before.width &&
          next.height === before.height &&
          next.left === before.left &&
          next.top === before.top;
        return isSame ? before : next;
      });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    if (follows) element.addEventListener("scroll", measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
    };
  }, [scroller, follows]);
  return {
    width: view.width,
    height: view.height,
    /** Whether something that begins here is in view, or no further away than `around`. */
    shows: (x: number, y: number, around: number): boolean =>
      !follows ||
      view.width === 0 ||
      (x > view.left - around &&
        y > view.top - around &&
        x < view.left + view.width + around + GRAIN_PX &&
        y < view.top + view.height + around + GRAIN_PX),
  };
}

/** Lets one take hold of the background with the mouse and move it. Touch scrolls by itself. */
export function useDragScroll(scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let from: { x: number; y: number; left: number; top: number } | null = null;
    const down = (event: PointerEvent) => {
      const isOnNode = event.target instanceof Element && event.target.closest("button");
      if (event.pointerType !== "mouse" || event.button !== 0 || isOnNode) return;
      from = {
        x: event.clientX,
        y: event.clientY,
        left: element.scrollLeft,
        top: element.scrollTop,
      };
      element.setPointerCapture(event.pointerId);
      element.style.cursor = "grabbing";
    };
    const move = (event: PointerEvent) => {
      if (!from) return;
      element.scrollTo(from.left - event.clientX + from.x, from.top - event.clientY + from.y);
    };
    const up = () => {
      from = null;
      element.style.cursor = "";
    };
    element.addEventListener("pointerdown", down);
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerup", up);
    element.addEventListener("pointercancel", up);
    return () => {
      element.removeEventListener("pointerdown", down);
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerup", up);
      element.removeEventListener("pointercancel", up);
    };
  }, [scroller]);
}
