"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { DraftWire, RoundWhole, SinceWire } from "@/lib/reviews/rounds/shapes";
import type { TaskWire } from "@/lib/tasks/shapes";

/** One hand-in of a task with its files, texts and comments, as the reader may judge it. */
export function useRound(id: number, round: number | "latest", isWanted: boolean) {
  return useQuery({
    queryKey: queryKeys.round(id, round),
    queryFn: ({ signal }) => apiGet<RoundWhole>(`/api/tasks/${id}/rounds/${round}`, signal),
    enabled: isWanted,
  });
}

/** The difference between a hand-in and an earlier one. */
export function useRoundSince(id: number, round: number, since: number, isWanted: boolean) {
  return useQuery({
    queryKey: queryKeys.roundSince(id, round, since),
    queryFn: ({ signal }) =>
      apiGet<SinceWire>(`/api/tasks/${id}/rounds/${round}/since?since=${since}`, signal),
    enabled: isWanted,
  });
}

type HandedIn = Pick<TaskWire, "id" | "status" | "resolution">;

/** Whether a task has a hand-in to read. */
export const wasHandedIn = ({ status, resolution }: HandedIn): boolean =>
  status === "review" || resolution !== null;

/** The newest hand-in of a task; nothing is read for work that was never handed in. */
export function useLatestRound(task: HandedIn) {
  return useRound(task.id, "latest", wasHandedIn(task));
}

/** The reader's own comments on a task that are not sent. */
export function useReviewDrafts(id: number, mayWrite: boolean) {
  return useQuery({
    queryKey: queryKeys.reviewDrafts(id),
    queryFn: ({ signal }) =>
      apiGet<{ drafts: DraftWire[] }>(`/api/tasks/${id}/review-drafts`, signal),
    select: ({ drafts }) => drafts,
    enabled: mayWrite,
  });
}
