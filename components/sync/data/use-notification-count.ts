"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "./first-paint";

/** How many cards need the signed-in person and were not seen, counted up to 1000; kept current by the event stream. */
export function useNotificationCount(initial: number): number {
  const { data } = useQuery({
    queryKey: queryKeys.unseenCards,
    queryFn: async ({ signal }) =>
      (await apiGet<{ unseen: number }>("/api/notification-cards?limit=1&unseen=true", signal))
        .unseen,
    ...useFirstPaint(queryKeys.unseenCards, initial),
  });
  return data;
}
