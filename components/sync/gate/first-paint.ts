import { hashKey, type QueryClient, type QueryKey } from "@tanstack/react-query";

/** The newest event that the cache has applied; infinite after a gap, when nobody knows. */
const applied = new WeakMap<QueryClient, number>();

/** The stream begins after this event. */
export function noteStart(client: QueryClient, since: number): void {
  if (!applied.has(client)) applied.set(client, since);
}

export function noteApplied(client: QueryClient, id: number): void {
  applied.set(client, id);
}

/** Events were missed: whatever a server rendered before may be old. */
export function noteGap(client: QueryClient): void {
  applied.set(client, Number.POSITIVE_INFINITY);
}

/** How a query begins: with the server's first paint, with what the cache has, or by reading. */
export interface Beginning<Data> {
  initialData: Data;
  refetchOnMount: boolean | "always";
}

/**
 * Decides whether what the server rendered is current, for every screen. `horizon` is the last event that the rendering surely
 * contains. Later events change the query once it is in the cache; those that were applied before that, for instance while
 * another screen was shown and the router kept this one for "Back", are in neither, so the query is read.
 */
export function beginWith<Data>(
  client: QueryClient,
  queryKey: QueryKey,
  horizon: number,
  data: Data,
): Beginning<Data> {
  // In the cache, events have kept it current, or marked it as stale.
  const isCached = client.getQueryData(queryKey) !== undefined;
  if (isCached && isBegunOld(client, queryKey))
    return { initialData: data, refetchOnMount: "always" };
  if (isCached || data === undefined) return { initialData: data, refetchOnMount: true };
  const isCurrent = (applied.get(client) ?? 0) <= horizon;
  if (!isCurrent) noteBegunOld(client, queryKey);
  return { initialData: data, refetchOnMount: isCurrent ? false : "always" };
}

/** The queries that began with data that was known to be old. React may throw that rendering away and begin again, with the old data in the cache. */
const begunOld = new WeakMap<QueryClient, Set<string>>();

function noteBegunOld(client: QueryClient, queryKey: QueryKey): void {
  const keys = begunOld.get(client) ?? new Set();
  begunOld.set(client, keys.add(hashKey(queryKey)));
}

/** Whether it still has that data: nothing has read it since. */
function isBegunOld(client: QueryClient, queryKey: QueryKey): boolean {
  const keys = begunOld.get(client);
  const hash = hashKey(queryKey);
  if (!keys?.has(hash)) return false;
  if (client.getQueryCache().get(hash)?.state.dataUpdateCount === 0) return true;
  keys.delete(hash);
  return false;
}
