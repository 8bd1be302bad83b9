import { type FeedSort, filterQuery, type TaskFilter } from "@/components/sync/cache/task-filter";
import type { TaskStatus } from "@/components/ui/display/status";

/** The filter for a part of the board, across all columns. */
export type CellFilter = Omit<TaskFilter, "status" | "stale" | "sort">;

/** One column of one lane. */
export interface Cell {
  status: TaskStatus;
  filter: CellFilter;
}

const OVER: readonly TaskStatus[] = ["done", "failed", "cancelled"];

/** Finished tasks are sorted newest first, all others by priority. */
function sortOf(status: TaskStatus): FeedSort {
  return OVER.includes(status) ? "-updated_at" : "priority";
}

export function feedFilterOf({ status, filter }: Cell): TaskFilter {
  return { ...filter, status: [status], sort: sortOf(status) };
}

export function cellQuery(cell: Cell, limit: number): string {
  return filterQuery(feedFilterOf(cell), limit);
}
