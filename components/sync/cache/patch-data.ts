import { hashKey, type Query, type QueryClient, type QueryKey } from "@tanstack/react-query";

/**
 * Changes what a query holds without calling it read: `setQueryData` would forget that it is stale, or that its last reading failed,
 * and would tell the screen of data that stayed the same. Does nothing to a query without data.
 */
export function patchQuery<Data>(query: Query | undefined, change: (data: Data) => Data): void {
  if (query?.state.data === undefined) return;
  const data = change(query.state.data as Data);
  if (data !== query.state.data) query.setState({ data });
}

/** The same for the query with this key. */
export function patchData<Data>(
  client: QueryClient,
  queryKey: QueryKey,
  change: (data: Data) => Data,
): void {
  patchQuery(client.getQueryCache().get(hashKey(queryKey)), change);
}
