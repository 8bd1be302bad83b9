"use client";

import { type QueryClient, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { apiGet, everyPage } from "@/components/sync/api";
import { readHistoryPage } from "@/components/sync/cache/history";
import { type ActivityPage, activityItems } from "@/components/sync/cache/history-pages";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { commentTree } from "@/components/sync/data/comment-tree";
import type { ReviewWire } from "@/lib/reviews/schema";
import type { EvidenceWire } from "@/lib/runs/evidence/schema";
import type { RunWire } from "@/lib/runs/shapes";
import type { ChildrenPage, CommentsPage, LinksPage, ThreadTask } from "@/lib/tasks/shapes";

/** All comments of a task as one tree, although the API returns pages. */
export function useTaskComments(id: number) {
  return useQuery({
    queryKey: queryKeys.taskPart(id, "comments"),
    queryFn: async ({ signal }) => {
      const pages = await everyPage<CommentsPage>(`/api/tasks/${id}/comments`, signal);
      const comments = commentTree(pages.toReversed().flatMap((page) => page.comments));
      return { comments, total: pages[0]?.total ?? 0 };
    },
  });
}

export function useTaskRuns(id: number) {
  return useQuery({
    queryKey: queryKeys.taskPart(id, "runs"),
    queryFn: ({ signal }) => apiGet<{ runs: RunWire[] }>(`/api/tasks/${id}/runs`, signal),
  });
}

export function useTaskReviews(id: number) {
  return useQuery({
    queryKey: queryKeys.taskPart(id, "reviews"),
    queryFn: ({ signal }) =>
      apiGet<{ reviews: ReviewWire[] }>(`/api/quality-review?taskId=${id}`, signal),
  });
}

/** The checks of the work that a task has now. */
export function useTaskChecks(id: number) {
  return useQuery({
    queryKey: queryKeys.taskPart(id, "checks"),
    queryFn: ({ signal }) => apiGet<{ evidence: EvidenceWire }>(`/api/tasks/${id}/checks`, signal),
  });
}

/** Whether the checks that are shown of a task ask for a reason before it is approved. */
export function asksWhy(client: QueryClient, id: number): boolean {
  const shown = client.getQueryData<{ evidence: EvidenceWire }>(queryKeys.taskPart(id, "checks"));
  return shown?.evidence.state === "failed" || shown?.evidence.state === "missing";
}

export function useTaskLinks(id: number) {
  return useQuery({
    queryKey: queryKeys.taskPart(id, "links"),
    queryFn: async ({ signal }) => {
      const pages = await everyPage<LinksPage>(`/api/tasks/${id}/links`, signal);
      return { links: pages.flatMap((page) => page.links) };
    },
  });
}

/** The tasks before and after a task in its thread. */
export function useTaskThread(id: number) {
  return useQuery({
    queryKey: queryKeys.taskPart(id, "thread"),
    queryFn: ({ signal }) => apiGet<{ thread: ThreadTask[] }>(`/api/tasks/${id}/thread`, signal),
  });
}

export function useTaskChildren(id: number, enabled: boolean) {
  return useQuery({
    queryKey: queryKeys.taskPart(id, "children"),
    queryFn: async ({ signal }) => {
      const pages = await everyPage<ChildrenPage>(`/api/tasks/${id}/children`, signal);
      return { tasks: pages.flatMap((page) => page.tasks), total: pages[0]?.total ?? 0 };
    },
    enabled,
  });
}

/** Every event of a task, newest first. */
export function useTaskActivity(id: number, pageSize = 30) {
  return useInfiniteQuery({
    queryKey: queryKeys.taskPart(id, "activity"),
    queryFn: (context) =>
      readHistoryPage(
        context,
        (from) => {
          const before = from === null ? "" : `&before=${from}`;
          const path = `/api/activities?task_id=${id}&limit=${pageSize}${before}`;
          return apiGet<ActivityPage>(path, context.signal);
        },
        activityItems,
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => (page.has_more ? page.next_before : null),
  });
}
