"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { LabelsWire } from "@/lib/tasks/labels";

/** No event says which labels are in use: a list that was read longer ago is read again when it is opened. */
const FRESH_MS = 30_000;
const DEBOUNCE_MS = 120;

interface UsedLabels {
  /** The most used first, then those found by what was typed. */
  labels: string[];
  /** How many tasks have each. */
  counts: ReadonlyMap<string, number>;
  /** Whether there are labels that only typing finds. */
  hasMore: boolean;
  isPending: boolean;
  hasFailed: boolean;
  /** Looks for labels that begin with these letters, where not all of them are here. */
  ask: (typed: string) => void;
}

/** The labels in use in a project, or in all. */
export function useLabels(project: number | undefined): UsedLabels {
  const [wanted, setWanted] = useState("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const ask = useCallback((typed: string) => {
    clearTimeout(timer.current);
    const letters = typed.trim().toLowerCase().slice(0, 100);
    timer.current = setTimeout(() => setWanted(letters), DEBOUNCE_MS);
  }, []);
  const most = useQuery(labelsOptions(project, ""));
  const found = useQuery({
    ...labelsOptions(project, wanted),
    enabled: wanted !== "" && most.data?.has_more === true,
  });
  const listed = [...(most.data?.labels ?? []), ...(found.data?.labels ?? [])];
  const counts = new Map(listed.map(({ label, count }) => [label, count]));
  return {
    labels: [...counts.keys()],
    counts,
    hasMore: most.data?.has_more ?? false,
    isPending: most.isPending,
    hasFailed: most.isError || found.isError,
    ask,
  };
}

function labelsOptions(project: number | undefined, letters: string) {
  const query = new URLSearchParams();
  if (project !== undefined) query.set("project_id", String(project));
  if (letters !== "") query.set("q", letters);
  return {
    queryKey: queryKeys.labelsOf(project, letters),
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      apiGet<LabelsWire>(`/api/tasks/labels?${query}`, signal),
    staleTime: FRESH_MS,
  };
}
