"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import type { WaitingReviewWire } from "@/lib/reviews/schema";

/** More than a person judges at a time; further ones appear as these are done. */
export const QUEUE_SHOWN = 200;

/** The work that waits for a verdict, the longest waiting first. */
export function useReviewQueue(initial: WaitingReviewWire[]) {
  return useQuery({
    queryKey: queryKeys.reviewQueue,
    queryFn: ({ signal }) =>
      apiGet<{ reviews: WaitingReviewWire[] }>(
        `/api/quality-review/queue?limit=${QUEUE_SHOWN}`,
        signal,
      ),
    select: ({ reviews }) => reviews,
    ...useFirstPaint(queryKeys.reviewQueue, { reviews: initial }),
  });
}
