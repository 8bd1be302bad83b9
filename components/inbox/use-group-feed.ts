"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { type TaskPageWire, taskFeedOptions } from "@/components/live/task-feed";
import type { GroupId } from "./groups";
import { groupFilter, type InboxView } from "./inbox-view";

/** What the server read for the first paint, and the view it read it for. */
export interface InboxFirstPaint {
  view: InboxView;
  pages: Record<GroupId, TaskPageWire>;
}

/** The tasks of one group as far as they are loaded. */
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
    /** What is shown is of the filter before. */
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
