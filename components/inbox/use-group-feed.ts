"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { TaskPageWire } from "@/components/sync/cache/read-lists";
import { type TaskFeed, taskFeedOptions } from "@/components/sync/cache/task-feed";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import type { RequestPage } from "@/lib/requests/shapes";
import type { TaskGroupId } from "./groups";
import { groupFilter, type InboxView } from "./inbox-view";

/** The server's data for the first paint, and the view it belongs to. */
export interface InboxFirstPaint {
  view: InboxView;
  pages: Record<TaskGroupId, TaskPageWire>;
  requests: RequestPage;
}

/** The loaded tasks of one group. */
export function useGroupFeed(group: TaskGroupId, view: InboxView, first: InboxFirstPaint) {
  const filter = groupFilter(group, view);
  const same = JSON.stringify(filter) === JSON.stringify(groupFilter(group, first.view));
  const query = useInfiniteQuery({
    ...taskFeedOptions(filter),
    ...useFirstPaint<TaskFeed | undefined>(
      queryKeys.feed(filter),
      same ? { pages: [first.pages[group]], pageParams: [null] } : undefined,
    ),
    placeholderData: keepPreviousData,
  });
  const tasks = useMemo(() => query.data?.pages.flatMap((page) => page.tasks) ?? [], [query.data]);
  return {
    group,
    tasks,
    isPending: query.isPending,
    /** The data still belongs to the previous filter. */
    isOld: query.isPlaceholderData,
    reading: query,
    error: query.error,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    moreFailed: query.isFetchNextPageError,
    loadMore: query.fetchNextPage,
  };
}

export type GroupFeed = ReturnType<typeof useGroupFeed>;
