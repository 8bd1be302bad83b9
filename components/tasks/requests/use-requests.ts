"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import type { RequestPage, RequestWire } from "@/lib/requests/shapes";
import { OPEN_AT_ONCE } from "./open-at-once";

/** The open requests that the user may see, those that have waited longest first; kept current by the event stream. */
export function useOpenRequests(first?: RequestPage) {
  return useQuery({
    queryKey: queryKeys.openRequests,
    queryFn: ({ signal }) =>
      apiGet<RequestPage>(`/api/requests?status=open&limit=${OPEN_AT_ONCE}`, signal),
    ...useFirstPaint<RequestPage | undefined>(queryKeys.openRequests, first),
  });
}

/** One request in whatever state it is; `known` is what a list already has of it. */
export function useRequest(id: number, known?: RequestWire) {
  return useQuery({
    queryKey: queryKeys.request(id),
    placeholderData: known,
    queryFn: async ({ signal }) =>
      (await apiGet<{ request: RequestWire }>(`/api/requests/${id}`, signal)).request,
  });
}

/** What was asked about a task, the newest first, open or not. */
export function useTaskRequests(taskId: number) {
  return useQuery({
    queryKey: queryKeys.taskPart(taskId, "requests"),
    queryFn: async ({ signal }) =>
      (
        await apiGet<RequestPage>(
          `/api/requests?task_id=${taskId}&status=open,answered,withdrawn,expired&limit=100`,
          signal,
        )
      ).requests,
  });
}
