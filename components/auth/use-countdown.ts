"use client";

import { useEffect, useState } from "react";

/** Whole seconds left of a wait that begins whenever `start` is another object; 0 when it is over. */
export function useCountdown(start: { retryAfterSeconds?: number }): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const endsAt = Date.now() + (start.retryAfterSeconds ?? 0) * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((endsAt - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [start]);
  return left;
}
