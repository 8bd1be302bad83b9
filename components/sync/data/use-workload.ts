"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { TaskStatus } from "@/lib/tasks/lifecycle";
import { useFirstPaint } from "./first-paint";

/** The response of GET /api/workload: how many tasks are where. */
export interface WorkloadWire {
  needs_person: number;
  /** Open requests of agents. */
  requests: number;
  stale: number;
  queue: { by_status: Record<TaskStatus, number> };
}

/** Exact counts, kept current by the event stream. */
export function useWorkload(initial?: WorkloadWire): WorkloadWire | undefined {
  const { data } = useQuery({
    queryKey: queryKeys.workload,
    queryFn: ({ signal }) => apiGet<WorkloadWire>("/api/workload", signal),
    ...useFirstPaint(queryKeys.workload, initial),
  });
  return data;
}
