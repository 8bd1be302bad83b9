"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { type TaskPageWire, taskFeedOptions } from "@/components/sync/cache/task-feed";
import type { GroupId } from "./groups";
import { groupFilter, type InboxView } from "./inbox-view";

/** The server's data for the first paint, and the view it belongs to. */
export interface InboxFirstPaint {
  view: InboxView;
  pages: Record<GroupId, TaskPageWire>;
}

/** The loaded tasks of one group. */
export function useGroupFeed(group: GroupId, view: InboxView, first: InboxFirstPaint) {
  const filter = groupFilter(group, view);
  const same = JSON.stringify(filter) === JSON.stringify(groupFilter(group, first.view));
  const query = useInfiniteQuery({
    ...taskFeedOptions(filter),
    initialData: same ? { pages: [first.pages[group]], pageParams: [null] } : undefined,
    placeholderData: keepPreviousData,
  });
  return {
    group,
    tasks: query.data?.pages.flatMap((page) => page.tasks) ?? [],
    isPending: query.isPending,
    /** The data still belongs to the previous filter. */
    isOld: query.isPlaceholderData,
    error: query.error,
    refetch: query.refetch,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    moreFailed: query.isFetchNextPageError,
    loadMore: query.fetchNextPage,
  };
}

export type GroupFeed = ReturnType<typeof useGroupFeed>;
