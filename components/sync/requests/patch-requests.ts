import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { isNewerThan } from "@/components/sync/cache/patch-counts";
import { patchData, patchQuery } from "@/components/sync/cache/patch-data";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { WorkloadWire } from "@/components/sync/data/use-workload";
import type { Need } from "@/components/sync/gate/rereader";
import type { EventWire } from "@/lib/events/shapes";
import type { RequestPage, RequestWire } from "@/lib/requests/shapes";

type News = Partial<RequestWire> & Pick<RequestWire, "id" | "task_id" | "state">;

/** Shows a request as it is now wherever it is on the screen; what is closed leaves the list of open ones. */
export function showRequest(client: QueryClient, news: News): void {
  const changed = (known: RequestWire): RequestWire =>
    known.id === news.id ? { ...known, ...news } : known;
  patchData<RequestPage>(client, queryKeys.openRequests, (page) => {
    if (!page.requests.some(({ id }) => id === news.id)) return page;
    if (news.state === "open") return { ...page, requests: page.requests.map(changed) };
    const requests = page.requests.filter(({ id }) => id !== news.id);
    return { ...page, requests, open: Math.max(0, page.open - 1) };
  });
  patchData<RequestWire>(client, queryKeys.request(news.id), changed);
  if (news.task_id !== null) {
    const key = queryKeys.taskPart(news.task_id, "requests");
    patchData<RequestWire[]>(client, key, (requests) => requests.map(changed));
  }
}

type Stale = (queryKey: QueryKey, need?: Need) => void;

/** A closed request is closed everywhere at once. What an event leaves out of a new one, such as whether the reader may answer it, is read. */
export function applyRequestEvent(client: QueryClient, event: EventWire, stale: Stale): void {
  const { request, previous_state } = event.data as {
    request?: News;
    previous_state?: RequestWire["state"] | null;
  };
  if (!request) return;
  if (request.state !== "open") {
    const { body: _, ...news } = request;
    showRequest(client, { ...news, mine: false });
  }
  patchWorkload(
    client,
    event,
    Number(request.state === "open") - Number(previous_state === "open"),
    stale,
  );
  stale(queryKeys.openRequests);
  stale(queryKeys.request(request.id));
  if (event.task_id !== null) stale(queryKeys.taskPart(event.task_id, "requests"));
  // A standing answer was made by it, or used.
  if (event.type === "request.answered") stale(queryKeys.standingAnswers);
}

/** Counts what came or went, unless the numbers may already contain it. */
function patchWorkload(client: QueryClient, event: EventWire, by: number, stale: Stale): void {
  const query = client.getQueryCache().find({ queryKey: queryKeys.workload });
  if (!query || by === 0) return;
  if (!isNewerThan(query, event)) {
    stale(queryKeys.workload);
    return;
  }
  patchQuery<WorkloadWire>(query, (load) => ({
    ...load,
    requests: Math.max(0, load.requests + by),
    needs_person: Math.max(0, load.needs_person + by),
  }));
  stale(queryKeys.workload, "check");
}
