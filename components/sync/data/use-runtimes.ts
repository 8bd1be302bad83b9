"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useViewer } from "@/components/sync/viewer";
import type { RuntimesWire } from "@/lib/runtimes/shapes";
import { useFirstPaint } from "./first-paint";

/** The settings and health of the runtimes; undefined for viewers, who may not read them, and while loading. */
export function useRuntimes(initial?: RuntimesWire | null): RuntimesWire | undefined {
  return useRuntimesReading(initial).data;
}

/** The same as a query, for the screen that says when it failed. */
export function useRuntimesReading(initial?: RuntimesWire | null) {
  const { canWrite } = useViewer();
  return useQuery({
    queryKey: queryKeys.runtimes,
    queryFn: ({ signal }) => apiGet<RuntimesWire>("/api/runtimes", signal),
    ...useFirstPaint(queryKeys.runtimes, initial ?? undefined),
    enabled: canWrite,
    refetchInterval: ({ state }) => untilRetry(state.data),
  });
}

const AFTER_RETRY_MS = 1_500;

/** A failed runtime's retry may emit no event, so it is refetched when the retry is due. */
function untilRetry(known: RuntimesWire | undefined): number | false {
  const retries = (known?.runtimes ?? []).flatMap(({ health }) => health.retry_at ?? []);
  if (retries.length === 0) return false;
  return Math.max(AFTER_RETRY_MS, Math.min(...retries) * 1_000 - Date.now() + AFTER_RETRY_MS);
}
