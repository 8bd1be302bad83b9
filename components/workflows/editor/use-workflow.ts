"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import type { WorkflowDetailWire } from "@/lib/workflows/catalog/shapes";

/** A workflow with its latest version, kept current by the event stream. */
export function useWorkflow(initial: WorkflowDetailWire) {
  const queryKey = queryKeys.workflow(initial.name);
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) =>
      (
        await apiGet<{ workflow: WorkflowDetailWire }>(
          `/api/workflows/${encodeURIComponent(initial.name)}`,
          signal,
        )
      ).workflow,
    ...useFirstPaint(queryKey, initial),
  });
}

/** Reads all of workflows again after a change made here. */
export function useRefreshWorkflows(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: queryKeys.workflows }), [client]);
}
