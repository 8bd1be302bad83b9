"use client";

import { useMemo } from "react";
import { type InboxView, isFiltered } from "@/components/inbox/inbox-view";
import { useOpenRequests } from "@/components/tasks/requests/use-requests";
import type { RequestPage, RequestWire } from "@/lib/requests/shapes";

/** What agents ask, of which the view shows a part: first what the reader may answer, then what has waited longest. */
export function useRequestFeed(view: InboxView, first: RequestPage) {
  const reading = useOpenRequests(first);
  const { data } = reading;
  const requests = useMemo(() => requestsIn(data?.requests ?? [], view), [data, view]);
  return {
    group: "requests" as const,
    requests,
    /** How many there are, which may be more than are read at once. */
    count: isFiltered(view) ? requests.length : (data?.open ?? 0),
    isPending: reading.isPending,
    reading,
    error: reading.error,
  };
}

export type RequestFeed = ReturnType<typeof useRequestFeed>;

/** The requests that fit the view's filters. They have neither priority nor labels, so a filter by these leaves none. */
export function requestsIn(requests: readonly RequestWire[], view: InboxView): RequestWire[] {
  if (view.priority.length > 0 || view.label.length > 0) return [];
  const words = view.q.trim().toLowerCase();
  const fits = (request: RequestWire): boolean =>
    (view.assignee.length === 0 || view.assignee.includes(request.agent)) &&
    (view.project === null || request.project_id === view.project) &&
    (words === "" || textOf(request).includes(words));
  return requests.filter(fits).toSorted((a, b) => Number(b.mine) - Number(a.mine) || a.id - b.id);
}

const textOf = ({ title, body, agent, ticket_ref, task_title }: RequestWire): string =>
  [title, body, agent, ticket_ref, task_title].join("\n").toLowerCase();
