"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { apiGet, everyPage } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import type { ScheduleRunWire, ScheduleWire } from "@/lib/schedules/shapes";

interface Page {
  schedules: ScheduleWire[];
  next_cursor: string | null;
}

/** Every schedule, kept current by the event stream. */
export function useSchedules(initial: ScheduleWire[]) {
  return useQuery({
    queryKey: queryKeys.scheduleList,
    queryFn: async ({ signal }) => {
      const pages = await everyPage<Page>("/api/schedules?limit=200", signal);
      return pages.flatMap(({ schedules }) => schedules);
    },
    ...useFirstPaint(queryKeys.scheduleList, initial),
  });
}

const SHOWN_RUNS = 50;

/** What came of the latest due times of a schedule. */
export function useScheduleRuns(id: number) {
  return useQuery({
    queryKey: queryKeys.scheduleRuns(id),
    queryFn: async ({ signal }) => {
      const path = `/api/schedules/${id}/runs?limit=${SHOWN_RUNS}`;
      return (await apiGet<{ runs: ScheduleRunWire[] }>(path, signal)).runs;
    },
  });
}

/** Reads the schedules again after a change made here. */
export function useRefreshSchedules(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: queryKeys.schedules }), [client]);
}
