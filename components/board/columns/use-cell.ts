"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { createContext, use, useCallback, useMemo } from "react";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { TaskPageWire } from "@/components/sync/cache/read-lists";
import {
  type TaskFeed,
  taskCountOptions,
  taskFeedOptions,
} from "@/components/sync/cache/task-feed";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import type { TaskStatus } from "@/components/ui/display/status";
import { type Cell, type CellFilter, feedFilterOf } from "./cell";

/** The first page of every column as the server rendered it, and the filter it belongs to. */
export interface FirstPaint {
  filter: CellFilter;
  pages: Partial<Record<TaskStatus, TaskPageWire>>;
}

export const FirstPaintContext = createContext<FirstPaint | null>(null);

function useFirstPage({ status, filter }: Cell): TaskPageWire | undefined {
  const first = use(FirstPaintContext);
  if (!first || JSON.stringify(first.filter) !== JSON.stringify(filter)) return undefined;
  return first.pages[status];
}

/** The cards of one column, page by page. */
export function useCell(cell: Cell) {
  const first = useFirstPage(cell);
  const filter = feedFilterOf(cell);
  const query = useInfiniteQuery({
    ...taskFeedOptions(filter),
    ...useFirstPaint<TaskFeed | undefined>(
      queryKeys.feed(filter),
      first && { pages: [first], pageParams: [null] },
    ),
    placeholderData: keepPreviousData,
  });
  const tasks = useMemo(() => query.data?.pages.flatMap((page) => page.tasks) ?? [], [query.data]);
  const { fetchNextPage } = query;
  const loadMore = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage]);
  return {
    tasks,
    isLoading: query.isLoading,
    isOutdated: query.isPlaceholderData,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    moreFailed: query.isFetchNextPageError,
    reading: query,
    loadMore,
  };
}

/** The exact number of tasks in a cell, however many are loaded. */
export function useCellCount(cell: Cell): number | undefined {
  const first = useFirstPage(cell);
  const options = taskCountOptions(feedFilterOf(cell));
  const { data } = useQuery({
    ...options,
    ...useFirstPaint(options.queryKey, first?.total),
    placeholderData: keepPreviousData,
  });
  return data;
}
