"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import type { RunLimitWire } from "@/lib/limits/shapes";
import type { ChangeWire, EvidenceWire } from "@/lib/runs/evidence/schema";
import type { RunWire } from "@/lib/runs/shapes";

/** A run without its texts, with its limits. */
export interface RunDetail {
  run: RunWire;
  limits: RunLimitWire[];
}

/** A run and how near it is to its limits, kept current by the event stream. */
export function useRun(initial: RunDetail) {
  const { id } = initial.run;
  const queryKey = queryKeys.runHead(id);
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => apiGet<RunDetail>(`/api/runs/${id}?texts=false`, signal),
    ...useFirstPaint(queryKey, initial),
  });
}

/** Its prompt, and its output once it has ended. */
export function useRunTexts(id: number) {
  return useQuery({
    queryKey: queryKeys.runTexts(id),
    queryFn: async ({ signal }) => {
      const { run } = await apiGet<{ run: RunWire }>(`/api/runs/${id}`, signal);
      return { prompt: run.prompt, output: run.outcome === null ? null : run.output };
    },
  });
}

/** What its checks came to, and what it changed. */
export function useRunEvidence(id: number) {
  return useQuery({
    queryKey: queryKeys.runEvidence(id),
    queryFn: ({ signal }) =>
      apiGet<{ evidence: EvidenceWire; change: ChangeWire | null }>(
        `/api/runs/${id}/checks`,
        signal,
      ),
  });
}
