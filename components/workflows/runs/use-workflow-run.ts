"use client";

import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiGet, everyPage } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import type { WorkflowItemWire, WorkflowRunWire } from "@/lib/workflows/shapes";
import type { TimelineWire } from "@/lib/workflows/timeline/shapes";

/** A run with its stages, kept current by the event stream. */
export function useWorkflowRun(first: WorkflowRunWire) {
  const queryKey = queryKeys.workflowRun(first.id);
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => readRun(first.id, signal),
    ...useFirstPaint(queryKey, first),
  });
}

export async function readRun(id: number, signal?: AbortSignal): Promise<WorkflowRunWire> {
  const { run } = await apiGet<{ run: WorkflowRunWire }>(`/api/workflow-runs/${id}`, signal);
  return run;
}

/** How its stages spent their time. */
export function useTimeline(id: number, first?: TimelineWire) {
  const queryKey = queryKeys.workflowTimeline(id);
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => apiGet<TimelineWire>(`/api/workflow-runs/${id}/timeline`, signal),
    ...useFirstPaint<TimelineWire | undefined>(queryKey, first),
  });
}

/** The items or iterations of a stage, in order. */
export function itemsOptions(id: number, stage: string) {
  return queryOptions({
    queryKey: queryKeys.workflowItems(id, stage),
    queryFn: async ({ signal }) => {
      const path = `/api/workflow-runs/${id}/stages/${encodeURIComponent(stage)}/items`;
      const pages = await everyPage<{ items: WorkflowItemWire[]; next_cursor: string | null }>(
        path,
        signal,
      );
      return pages.flatMap(({ items }) => items);
    },
  });
}

/** How the items of a stage spent their time. */
export function itemTimesOptions(id: number, stage: string) {
  return queryOptions({
    queryKey: queryKeys.workflowItemTimes(id, stage),
    queryFn: ({ signal }) =>
      apiGet<TimelineWire>(
        `/api/workflow-runs/${id}/timeline?stage=${encodeURIComponent(stage)}`,
        signal,
      ),
  });
}

/** Reads a run again after a change that was made here; the event of it says the same a little later. */
export function useRefreshRun(id: number): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: queryKeys.workflowRun(id) }),
      client.invalidateQueries({ queryKey: queryKeys.workflowTimeline(id) }),
    ]);
  };
}
