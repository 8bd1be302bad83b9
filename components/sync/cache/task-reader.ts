import type { QueryClient } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import type { TaskWire } from "@/lib/tasks/shapes";
import { queryKeys } from "./query-keys";
import { showTask } from "./show-task";

const GATHER_MS = 120;
/** Above this many tasks, refetching the lists is cheaper. */
const MAX_SINGLE = 20;

/**
 * Reads tasks whose long texts changed, for the lists that show them: each once per interval, however often it changed.
 */
export function createTaskReader(
  client: QueryClient,
  invalidate: (key: readonly unknown[]) => void,
) {
  const ids = new Set<number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    const due = [...ids];
    ids.clear();
    if (due.length > MAX_SINGLE) {
      invalidate(queryKeys.feeds);
      return;
    }
    for (const id of due) {
      apiGet<{ task: TaskWire }>(`/api/tasks/${id}`).then(
        ({ task }) => showTask(client, task, invalidate),
        // It was deleted, or the server is unreachable; then the list is refetched when it is back.
        () => undefined,
      );
    }
  };
  return {
    read(id: number): void {
      ids.add(id);
      timer ??= setTimeout(flush, GATHER_MS);
    },
    stop(): void {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
