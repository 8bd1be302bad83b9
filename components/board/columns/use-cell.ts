"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { createContext, use } from "react";
import { apiGet } from "@/components/sync/api";
import { type TaskPageWire, taskFeedOptions } from "@/components/sync/cache/task-feed";
import type { TaskStatus } from "@/components/ui/display/status";
import { type Cell, type CellFilter, cellQuery, countKey, feedFilterOf } from "./cell";

/** The first page of every column as the server rendered it, and the filter it belongs to. */
export interface FirstPaint {
  filter: CellFilter;
  pages: Partial<Record<TaskStatus, TaskPageWire>>;
}

export const FirstPaintContext = createContext<FirstPaint | null>(null);

/** Events keep a feed current; only the server's data from before the stream started is refetched at once. */
const TRUE_FOR_MS = 3_600_000;

function useFirstPage({ status, filter }: Cell): TaskPageWire | undefined {
  const first = use(FirstPaintContext);
  if (!first || JSON.stringify(first.filter) !== JSON.stringify(filter)) return undefined;
  return first.pages[status];
}

/** The cards of one column, page by page. */
export function useCell(cell: Cell) {
  const first = useFirstPage(cell);
  const query = useInfiniteQuery({
    ...taskFeedOptions(feedFilterOf(cell)),
    initialData: first && { pages: [first], pageParams: [null] },
    initialDataUpdatedAt: 0,
    staleTime: TRUE_FOR_MS,
    placeholderData: keepPreviousData,
  });
  return {
    tasks: query.data?.pages.flatMap((page) => page.tasks) ?? [],
    isLoading: query.isLoading,
    isOutdated: query.isPlaceholderData,
    isLoadingMore: query.isFetchingNextPage,
    error: query.isLoadingError ? query.error : null,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetching) void query.fetchNextPage();
    },
    retry: () => void query.refetch(),
  };
}

/** The exact number of tasks in a cell, however many are loaded. */
export function useCellCount(cell: Cell): number | undefined {
  const first = useFirstPage(cell);
  const { data } = useQuery({
    queryKey: countKey(cell),
    queryFn: async ({ signal }) => {
      const page = await apiGet<TaskPageWire>(`/api/tasks?${cellQuery(cell, 1)}`, signal);
      return page.total;
    },
    initialData: first?.total,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
  return data;
}
