"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { RunChunksWire } from "@/lib/runs/shapes";
import { NO_LOG, type RunLog, withChunks } from "./run-log";

/**
 * What a run says: while it is open, each notice of more (`run.output`) reads the parts after those that are here; afterwards its log. A
 * long log is there piece by piece: `hasMore` until it is whole.
 */
export function useRunLog(runId: number) {
  const key = queryKeys.run(runId);
  return useQuery({
    queryKey: key,
    queryFn: async ({ client, signal }) => {
      const read = (after: number) =>
        apiGet<RunChunksWire>(`/api/runs/${runId}/chunks?after_seq=${after}`, signal);
      let log = client.getQueryData<RunLog>(key) ?? NO_LOG;
      for (;;) {
        let answer = await read(log.seq);
        if (answer.source === "output" && log.isOpen && log.seq > 0) {
          // Its answer is whole now, and has parts of its own.
          answer = await read(0);
          log = NO_LOG;
        }
        log = withChunks(log, answer);
        if (!log.hasMore) return log;
        client.setQueryData(key, log);
      }
    },
    staleTime: 0,
    structuralSharing: false,
  });
}
