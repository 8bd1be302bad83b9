import type { QueryClient } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import type { Rereader } from "@/components/sync/gate/rereader";
import type { TaskWire } from "@/lib/tasks/shapes";
import { noteOldTexts, noteTexts } from "./old-texts";
import { queryKeys } from "./query-keys";
import { feedsThatShow, shownTask, showTask } from "./show-task";
import type { TaskFeed } from "./task-feed";

const GATHER_MS = 120;

/**
 * Reads tasks whose long texts changed, for the lists that show them: a few by themselves while little happens, else the lists
 * that show them, at the pace of all readings.
 */
export function createTextReader(client: QueryClient, rereader: Rereader) {
  const ids = new Set<number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    for (const id of ids) {
      if (rereader.take()) void readTask(id);
      else readListsOf(id);
    }
    ids.clear();
  };
  const readTask = async (id: number): Promise<void> => {
    try {
      const { task } = await apiGet<{ task: TaskWire }>(`/api/tasks/${id}`);
      const shown = shownTask(client, id);
      // It left every list while the answer was under way.
      if (!shown) return;
      if (shown.etag > task.etag) return readListsOf(id);
      noteTexts(client, id);
      showTask(client, task, rereader.stale);
    } catch {
      // It was deleted, or the server is unreachable; then the lists are read when it is back.
    }
  };
  /** Only short lists: a long one would be read as far as somebody has scrolled. Opening the task reads it. */
  const readListsOf = (id: number): void => {
    for (const query of feedsThatShow(client, id)) {
      if ((query.state.data as TaskFeed).pages.length === 1) rereader.stale(query.queryKey);
    }
  };
  return {
    /** The long texts of a listed task changed; those that lists show (`isListed`) are read. */
    note(id: number, isListed: boolean): void {
      noteOldTexts(client, id);
      rereader.stale(queryKeys.task(id));
      if (!isListed) return;
      ids.add(id);
      timer ??= setTimeout(flush, GATHER_MS);
    },
    stop(): void {
      clearTimeout(timer);
      timer = undefined;
      ids.clear();
    },
  };
}
