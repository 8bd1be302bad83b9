"use client";

import { useEffect, useRef } from "react";
import { countSince } from "./elapsed-clock";

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
