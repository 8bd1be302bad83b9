"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useLiveEvents } from "@/components/sync/stream/live-provider";
import { useViewer } from "@/components/sync/viewer";
import type { EventWire } from "@/lib/events/shapes";
import type { RuntimesWire } from "@/lib/runtimes/shapes";

/** The settings and health of the runtimes; undefined for viewers, who may not read them, and while loading. */
export function useRuntimes(initial?: RuntimesWire | null): RuntimesWire | undefined {
  const { canWrite } = useViewer();
  const client = useQueryClient();
  useLiveEvents(
    useCallback(
      (event: EventWire) => {
        if (changesRuntimes(event)) void client.invalidateQueries({ queryKey: queryKeys.runtimes });
      },
      [client],
    ),
  );
  const { data } = useQuery({
    queryKey: queryKeys.runtimes,
    queryFn: ({ signal }) => apiGet<RuntimesWire>("/api/runtimes", signal),
    initialData: initial ?? undefined,
    enabled: canWrite,
    refetchOnMount: "always",
    refetchInterval: ({ state }) => untilRetry(state.data),
  });
  return data;
}

const AFTER_RETRY_MS = 1_500;

/** A failed runtime's retry may emit no event, so it is refetched when the retry is due. */
function untilRetry(known: RuntimesWire | undefined): number | false {
  const retries = (known?.runtimes ?? []).flatMap(({ health }) => health.retry_at ?? []);
  if (retries.length === 0) return false;
  return Math.max(AFTER_RETRY_MS, Math.min(...retries) * 1_000 - Date.now() + AFTER_RETRY_MS);
}

/** Settings events go to admins only; for others a failed run hints that a runtime may have failed. */
function changesRuntimes({ type, data }: EventWire): boolean {
  if (type === "runtime.updated") return true;
  if (type !== "run.completed") return false;
  return (data as { run?: { outcome?: string } }).run?.outcome !== "succeeded";
}
