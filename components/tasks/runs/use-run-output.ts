"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { RunChunksWire } from "@/lib/runs/shapes";
import { NO_OUTPUT, type RunOutput, withChunks } from "./output-blocks";

/** The output of an open run: each notice of more (`run.output`) reads the parts after those that are here. */
export function useRunOutput(runId: number) {
  const key = queryKeys.run(runId);
  return useQuery({
    queryKey: key,
    queryFn: async ({ client, signal }) => {
      const output = client.getQueryData<RunOutput>(key) ?? NO_OUTPUT;
      const path = `/api/runs/${runId}/chunks?after_seq=${output.seq}`;
      return withChunks(output, await apiGet<RunChunksWire>(path, signal));
    },
    staleTime: 0,
    structuralSharing: false,
  });
}
