"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { SchedulerTask } from "@/lib/jobs/periodic";

/** By then a job that was due has ended. */
const AFTER_NEXT_RUN_MS = 2_000;
const WHILE_RUNNING_MS = 1_000;

/** The periodic jobs. Their runs emit no events, so they are read again after the next scheduled run. */
export function useScheduler(initial: SchedulerTask[]) {
  return useQuery({
    queryKey: queryKeys.scheduler,
    queryFn: async ({ signal }) =>
      (await apiGet<{ tasks: SchedulerTask[] }>("/api/scheduler", signal)).tasks,
    initialData: initial,
    // Jobs run without events, so only a reading says whether the first paint is current.
    refetchOnMount: "always",
    refetchInterval: ({ state }) => untilNext(state.data ?? []),
  });
}

function untilNext(tasks: readonly SchedulerTask[]): number | false {
  if (tasks.length === 0) return false;
  if (tasks.some(({ running }) => running)) return WHILE_RUNNING_MS;
  const next = Math.min(...tasks.map(({ nextRun }) => nextRun));
  return Math.max(WHILE_RUNNING_MS, next - Date.now() + AFTER_NEXT_RUN_MS);
}
