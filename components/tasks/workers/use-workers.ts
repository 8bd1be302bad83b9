"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import type { WorkerWire } from "@/lib/workers/shapes";

interface WorkerList {
  workers: WorkerWire[];
}

/** Reports make no event (a fleet sends many a minute), so what they say is read at this interval. */
const REPORTS_MS = 15_000;

/** The workers, and with `ended` also those that ended or were not heard of for a day. */
export function useWorkers(ended: boolean, { initial, enabled = true }: WorkersOptions = {}) {
  const queryKey = queryKeys.workersThat(ended);
  return useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      apiGet<WorkerList>(`/api/workers${ended ? "?ended=true" : ""}`, signal),
    select: workersOf,
    enabled,
    refetchInterval: ({ state }) => (state.status === "error" ? false : REPORTS_MS),
    ...useFirstPaint<WorkerList | undefined>(queryKey, initial && { workers: initial }),
  });
}

interface WorkersOptions {
  initial?: WorkerWire[];
  enabled?: boolean;
}

const workersOf = ({ workers }: WorkerList): WorkerWire[] => workers;

/** Reads the workers again after an order given here. */
export function useRefreshWorkers(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: queryKeys.workers }), [client]);
}
