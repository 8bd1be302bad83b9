"use client";

import { useEffect, useRef } from "react";
import { formatDuration } from "@/components/format/times";

/** The elements that count, and since when, in milliseconds. */
const counting = new Map<HTMLElement, number>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Writes how long something runs into an element, by one timer for all of them and past React: hundreds may count. */
export function countSince(element: HTMLElement, sinceMs: number): () => void {
  counting.set(element, sinceMs);
  write(element, sinceMs);
  timer ??= setInterval(tick, 1_000);
  return () => {
    counting.delete(element);
    if (counting.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  if (document.hidden) return;
  for (const [element, since] of counting) write(element, since);
}

function write(element: HTMLElement, since: number): void {
  const text = formatDuration(Date.now() - since);
  if (element.textContent !== text) element.textContent = text;
}

/** How long something runs, counted by the clock that all nodes share. */
export function ElapsedSince({ seconds }: { seconds: number }) {
  const element = useRef<HTMLSpanElement>(null);
  useEffect(
    () => (element.current ? countSince(element.current, seconds * 1_000) : undefined),
    [seconds],
  );
  return (
    <span
      ref={element}
      className="ml-auto shrink-0 whitespace-nowrap text-status-in-progress tabular-nums"
    />
  );
}
