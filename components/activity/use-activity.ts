"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { apiGet } from "@/components/sync/api";
import { putFirst, readHistoryPage } from "@/components/sync/cache/history";
import {
  type ActivityPage,
  activityItems,
  type HistoryOf,
} from "@/components/sync/cache/history-pages";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import { readAgain } from "@/components/sync/gate/read-again";
import { useLiveEvents } from "@/components/sync/stream/live-provider";
import type { EventWire } from "@/lib/events/shapes";
import { type ActivityView, filterQuery, pagePath, passes } from "./activity-view";
import { type FirstActivity, PAGE_SIZE } from "./first-activity";
import { createTail } from "./tail";

type History = HistoryOf<ActivityPage>;

/** The events that pass the view's filters, newest first; what happens from now on comes to the top unless the list is held. */
export function useActivity(view: ActivityView, first: FirstActivity, isHeld: boolean) {
  const client = useQueryClient();
  const filters = filterQuery(view);
  const key = useMemo(() => queryKeys.activityOf(filters, view.event), [filters, view.event]);
  const isFirst = filterQuery(first.view) === filters && first.view.event === view.event;
  const missing = isFirst ? first.missing : null;
  const feed = useInfiniteQuery({
    queryKey: key,
    queryFn: (context) =>
      readHistoryPage(
        context,
        (before) => apiGet<ActivityPage>(pagePath(view, PAGE_SIZE, before), context.signal),
        activityItems,
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => (page.has_more ? page.next_before : null),
    // A held list stays as it is, also when all that is shown is read again after a gap.
    enabled: missing === null && !(isHeld && client.getQueryData(key) !== undefined),
    ...useFirstPaint<History | undefined>(
      key,
      isFirst && first.page ? { pages: [first.page], pageParams: [null] } : undefined,
    ),
  });
  const events = useMemo(
    () => feed.data?.pages.flatMap((page) => page.activities) ?? [],
    [feed.data],
  );
  const waiting = useTail(view, key, events[0]?.task_id ?? null, isHeld);
  return { feed, events, missing, waiting };
}

type Client = ReturnType<typeof useQueryClient>;

/** Only the first page is kept until the newest has been read: those behind it would be read again one by one. */
function restartFrom(client: Client, key: readonly unknown[]) {
  client.setQueryData<History>(key, (history) =>
    history ? { pages: history.pages.slice(0, 1), pageParams: [null] } : history,
  );
  readAgain(client, key);
}

/** Keeps the query's newest end current; returns how many events wait while it is held. */
function useTail(
  view: ActivityView,
  key: readonly unknown[],
  taskId: number | null,
  isHeld: boolean,
): number {
  const client = useQueryClient();
  const [waiting, setWaiting] = useState({ key, count: 0 });
  const tail = useMemo(
    () =>
      createTail({
        show(events) {
          client.setQueryData<History>(key, (history) =>
            events.reduce<History | undefined>(
              (all, event) => putFirst(all, event, activityItems),
              history,
            ),
          );
          // An answer that is under way may be older than what was just added.
          const state = client.getQueryState(key);
          if (state?.fetchStatus === "fetching" && !state.fetchMeta?.fetchMore)
            readAgain(client, key);
        },
        restart: () => restartFrom(client, key),
        waiting: (count) => setWaiting({ key, count }),
      }),
    [client, key],
  );
  useEffect(() => tail.stop, [tail]);
  useEffect(() => {
    if (isHeld) tail.hold();
    else tail.release();
  }, [tail, isHeld]);
  const wanted = useRef({ view, taskId });
  useEffect(() => {
    wanted.current = { view, taskId };
  });
  useLiveEvents(
    useCallback(
      (events: readonly EventWire[]) => {
        const { view: now, taskId: task } = wanted.current;
        tail.heard(events.filter((event) => passes(now, event, now.task ? task : null)));
      },
      [tail],
    ),
  );
  return waiting.key === key ? waiting.count : 0;
}
