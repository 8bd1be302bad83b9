"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import type { WorkflowWire } from "@/lib/workflows/catalog/shapes";

/** Every definition, kept current by the event stream. */
export function useWorkflows(initial: WorkflowWire[], archived: boolean) {
  const queryKey = queryKeys.workflowList(archived);
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) =>
      (
        await apiGet<{ workflows: WorkflowWire[] }>(
          `/api/workflows${archived ? "?archived=true" : ""}`,
          signal,
        )
      ).workflows,
    placeholderData: keepPreviousData,
    ...useFirstPaint(queryKey, archived ? undefined : initial),
  });
}
