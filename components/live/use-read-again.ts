"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import type { EventWire } from "@/lib/events/shapes";
import { useLiveEvents } from "./live-provider";

/** A busy fleet makes untrue many times a second what costs a few readings: once within this time is soon enough. */
const AT_MOST_EVERY_MS = 800;

/** Reads what stands under a key again after events that make it untrue. Both arguments must keep their identity. */
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
