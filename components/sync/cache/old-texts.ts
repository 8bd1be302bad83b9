import type { QueryClient } from "@tanstack/react-query";

/** More tasks than any screen shows. */
const MOST = 5_000;

/** The tasks whose long texts in the lists are older than the rest of them, because an event does not carry texts. */
const behind = new WeakMap<QueryClient, Set<number>>();

/** Whether a list shows old long texts of this task, so that its page has to read it. */
export function hasOldTexts(client: QueryClient, id: number): boolean {
  return behind.get(client)?.has(id) ?? false;
}

export function noteOldTexts(client: QueryClient, id: number): void {
  const ids = behind.get(client) ?? new Set();
  behind.set(client, ids);
  ids.add(id);
  const [oldest] = ids;
  if (ids.size > MOST && oldest !== undefined) ids.delete(oldest);
}

/** The whole task was read. */
export function noteTexts(client: QueryClient, id: number): void {
  behind.get(client)?.delete(id);
}
