"use client";

import { useCallback, useEffect, useRef, useState } from "react";

const PAUSE_MS = 200;

/**
 * A text that is typed here and kept elsewhere: it goes there when one pauses, and what comes from there is shown unless one is in
 * the middle of typing.
 */
export function useField(saved: string, save: (text: string) => void) {
  const [typed, setTyped] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ typed, save });
  useEffect(() => {
    latest.current = { typed, save };
  });
  const flush = useCallback(() => {
    clearTimeout(timer.current);
    const { typed, save } = latest.current;
    if (typed === null) return;
    latest.current.typed = null;
    save(typed);
    setTyped(null);
  }, []);
  useEffect(() => () => flush(), [flush]);
  return {
    value: typed ?? saved,
    change(text: string) {
      setTyped(text);
      latest.current.typed = text;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        if (latest.current.typed !== null) latest.current.save(latest.current.typed);
      }, PAUSE_MS);
    },
    flush,
  };
}
