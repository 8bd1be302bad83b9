"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { TaskFeed } from "@/components/sync/cache/task-feed";
import type { TaskFilter } from "@/components/sync/cache/task-filter";
import { readAgain } from "@/components/sync/gate/read-again";
import { useLiveEvents } from "@/components/sync/stream/live-provider";
import type { TaskStatus } from "@/components/ui/display/status";
import type { EventWire } from "@/lib/events/shapes";
import type { TaskEventWire } from "@/lib/tasks/shapes";

/** The event stream moves and counts the cards (components/sync); this asks what waiting cards wait for. */
export function useBoardLive(): void {
  const client = useQueryClient();
  useLiveEvents(
    useCallback(
      (events: readonly EventWire[]) => {
        const waits = new Set(events.flatMap(columnsThatMayWait));
        if (waits.size > 0) readColumns(client, waits);
      },
      [client],
    ),
  );
}

/** An event does not say what a task waits for. */
function columnsThatMayWait({ type, data }: EventWire): TaskStatus[] {
  if (type === "task.linked") return ["inbox", "assigned"];
  if (!/^task\.(created|updated|status_changed)$/.test(type)) return [];
  const { status, ready } = data as unknown as TaskEventWire;
  return !ready && (status === "inbox" || status === "assigned") ? [status] : [];
}

function readColumns(client: QueryClient, statuses: ReadonlySet<TaskStatus>): void {
  const feeds = client.getQueryCache().findAll({ queryKey: queryKeys.feeds, type: "active" });
  for (const { queryKey, state } of feeds) {
    const { status } = queryKey[1] as TaskFilter;
    const isShort = (state.data as TaskFeed | undefined)?.pages.length === 1;
    // A long list would be read as far as somebody has scrolled; its cards say "waits" until they are opened.
    if (isShort && status?.some((one) => statuses.has(one))) readAgain(client, queryKey);
  }
}
