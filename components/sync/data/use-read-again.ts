"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { useLiveEvents } from "@/components/sync/stream/live-provider";
import type { EventWire } from "@/lib/events/shapes";

/** The minimum time between refetches: a busy fleet invalidates expensive queries many times a second. */
const AT_MOST_EVERY_MS = 800;

/** Refetches the queries under a key after events that make them stale. Memoise both arguments. */
export function useReadAgain(
  queryKey: readonly unknown[],
  isTouchedBy: (event: EventWire) => boolean,
): void {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveEvents(
    useCallback(
      (event: EventWire) => {
        if (timer.current !== undefined || !isTouchedBy(event)) return;
        timer.current = setTimeout(() => {
          timer.current = undefined;
          void client.invalidateQueries({ queryKey });
        }, AT_MOST_EVERY_MS);
      },
      [client, queryKey, isTouchedBy],
    ),
  );
}
