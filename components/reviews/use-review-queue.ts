"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/live/api";
import { queryKeys } from "@/components/live/query-keys";
import type { WaitingReviewWire } from "@/lib/reviews/schema";

/** So many waiting at once are more than a person judges; the next come in as these are done. */
export const QUEUE_SHOWN = 200;

/** The work that waits for a verdict, the longest waiting first. */
export function useReviewQueue(initial: WaitingReviewWire[]) {
  return useQuery({
    queryKey: [...queryKeys.reviews, "queue"],
    queryFn: ({ signal }) =>
      apiGet<{ reviews: WaitingReviewWire[] }>(
        `/api/quality-review/queue?limit=${QUEUE_SHOWN}`,
        signal,
      ),
    select: ({ reviews }) => reviews,
    initialData: { reviews: initial },
    refetchOnMount: "always",
  });
}
