"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import type { ContestWire } from "@/lib/turns/shapes";

export type Entry = ContestWire["entries"][number];

/** The work of several agents on the same task, kept current by the event stream. */
export function useContest(first: ContestWire) {
  const { id } = first.group;
  const queryKey = queryKeys.contest(id);
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => apiGet<ContestWire>(`/api/tasks/${id}/best-of`, signal),
    ...useFirstPaint(queryKey, first),
  });
}

/** Shows what an action answered at once. */
export function useShowContest(): (contest: ContestWire) => void {
  const client = useQueryClient();
  return useCallback(
    (contest) => client.setQueryData(queryKeys.contest(contest.group.id), contest),
    [client],
  );
}
