"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import type { WorkflowRunSummaryWire } from "@/lib/workflows/shapes";
import { type RunsView, runsQuery } from "./runs-view";

export interface RunsPage {
  runs: WorkflowRunSummaryWire[];
  next_cursor: string | null;
}

export interface FirstRuns {
  view: RunsView;
  page: RunsPage;
}

/** The runs of all workflows, newest first, kept current by the event stream. */
export function useRuns(view: RunsView, first: FirstRuns) {
  const filter = runsQuery(view);
  const queryKey = queryKeys.workflowRunsOf({ query: filter });
  const isFirst = filter === runsQuery(first.view);
  const reading = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams(filter);
      if (pageParam !== null) query.set("cursor", pageParam);
      return apiGet<RunsPage>(`/api/workflow-runs?${query}`, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    ...useFirstPaint<{ pages: RunsPage[]; pageParams: (string | null)[] } | undefined>(
      queryKey,
      isFirst ? { pages: [first.page], pageParams: [null] } : undefined,
    ),
    placeholderData: keepPreviousData,
  });
  const runs = useMemo(
    () => uniqueRuns(reading.data?.pages.flatMap((page) => page.runs) ?? []),
    [reading.data],
  );
  return { reading, runs };
}

/** What started while pages were read stands in two of them. */
function uniqueRuns(runs: readonly WorkflowRunSummaryWire[]): WorkflowRunSummaryWire[] {
  return [...new Map(runs.map((run) => [run.id, run])).values()];
}
