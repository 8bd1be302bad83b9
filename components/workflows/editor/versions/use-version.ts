"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { WorkflowDetailWire } from "@/lib/workflows/catalog/shapes";

/** A version of a workflow, which never changes; one of those that were `read` with the page is there at once. */
export function useVersion(
  name: string,
  version: number | null,
  read: readonly WorkflowDetailWire[] = [],
) {
  return useQuery({
    queryKey: queryKeys.workflowVersion(name, version ?? 0),
    queryFn: async ({ signal }) =>
      (
        await apiGet<{ workflow: WorkflowDetailWire }>(
          `/api/workflows/${encodeURIComponent(name)}?version=${version}`,
          signal,
        )
      ).workflow,
    enabled: version !== null,
    initialData: read.find((each) => each.version === version),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
