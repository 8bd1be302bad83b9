import type { QueryClient } from "@tanstack/react-query";
import { COUNT_KEY } from "@/components/board/columns/cell";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { TaskFeed } from "@/components/sync/cache/task-feed";
import type { TaskFilter } from "@/components/sync/cache/task-filter";
import type { TaskStatus } from "@/components/ui/display/status";

/**
 * A fleet changes many tasks at once. Cards move immediately; data that only the server knows is refetched at this
 * interval.
 */
const GATHER_MS = 400;

/** Collects the columns affected by events, and refetches their counts and what their cards wait for, once. */
export function createRecounter(client: QueryClient) {
  const counts = new Set<TaskStatus>();
  const waits = new Set<TaskStatus>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = (): void => {
    timer = undefined;
    for (const status of counts)
      void client.invalidateQueries({ queryKey: [...COUNT_KEY, status] });
    for (const query of client
      .getQueryCache()
      .findAll({ queryKey: queryKeys.feeds, type: "active" })) {
      const { status } = query.queryKey[1] as TaskFilter;
      const isShort = (query.state.data as TaskFeed | undefined)?.pages.length === 1;
      // A long list would be refetched as far as the user has scrolled; its cards say "waits" until they are opened.
      if (isShort && status?.some((one) => waits.has(one))) {
        void client.invalidateQueries({ queryKey: query.queryKey, exact: true });
      }
    }
    counts.clear();
    waits.clear();
  };

  return {
    recount(...statuses: (TaskStatus | undefined)[]): void {
      for (const status of statuses) if (status) counts.add(status);
      timer ??= setTimeout(flush, GATHER_MS);
    },
    askWhatWaits(...statuses: TaskStatus[]): void {
      for (const status of statuses) waits.add(status);
      timer ??= setTimeout(flush, GATHER_MS);
    },
    stop(): void {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
