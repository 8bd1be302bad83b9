"use client";

import { type QueryClient, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { shownTask } from "@/components/sync/cache/show-task";
import { hasOldTexts, noteTexts } from "@/components/sync/cache/task-texts";
import type { TaskWire } from "@/lib/tasks/shapes";
import { useFirstPaint } from "./first-paint";

export interface TaskResponse {
  task: TaskWire;
}

export function taskOptions(ref: string | number) {
  return queryOptions({
    queryKey: queryKeys.task(ref),
    queryFn: async ({ client, queryKey, signal }): Promise<TaskResponse> => {
      const answer = await apiGet<TaskResponse>(`/api/tasks/${ref}`, signal);
      noteTexts(client, answer.task.id);
      const shown = client.getQueryData<TaskResponse>(queryKey);
      // An event may have brought a newer version while this response was under way.
      const newest = shown && shown.task.etag > answer.task.etag ? shown : answer;
      shareWithOtherName(client, newest, ref);
      return newest;
    },
  });
}

/** A task has two names, its id and its ticket_ref: what was read by one is shown by the other. */
function shareWithOtherName(client: QueryClient, read: TaskResponse, ref: string | number): void {
  const { id, ticket_ref, etag } = read.task;
  const other = String(ref) === String(id) ? ticket_ref : id;
  client.setQueryData<TaskResponse>(queryKeys.task(other), (shown) =>
    shown && shown.task.etag > etag ? shown : read,
  );
}

/** A task by id or ticket_ref, immediately when a list already shows it, and kept current by the event stream. */
export function useTask(ref: string | number, initial?: TaskWire) {
  const client = useQueryClient();
  const queryKey = queryKeys.task(ref);
  const listed = initial ?? shownTask(client, ref);
  const begin = useFirstPaint(queryKey, listed && { task: listed });
  // Events keep a list current, but for the long texts of its tasks.
  const isListed = initial === undefined && listed !== undefined;
  const mustRead = isListed ? hasOldTexts(client, listed.id) : begin.refetchOnMount;
  return useQuery({
    ...taskOptions(ref),
    initialData: begin.initialData,
    refetchOnMount: mustRead === true && isListed ? "always" : mustRead,
  });
}
