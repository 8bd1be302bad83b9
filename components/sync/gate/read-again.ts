import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { Need, Rereader } from "./rereader";

/** What reads again at a pace, once the event stream keeps the cache true. */
export const rereaders = new WeakMap<QueryClient, Rereader>();

/** Has queries read again at the pace of the event stream, for what only one screen knows to be stale. */
export function readAgain(client: QueryClient, queryKey: QueryKey, need?: Need): void {
  const rereader = rereaders.get(client);
  if (rereader) rereader.stale(queryKey, need);
  else void client.invalidateQueries({ queryKey }, { cancelRefetch: false });
}
