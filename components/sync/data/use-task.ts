"use client";

import { type QueryClient, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { apiGet } from "@/components/sync/api";
import { hasOldTexts, noteTexts } from "@/components/sync/cache/old-texts";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { shownTask } from "@/components/sync/cache/show-task";
import type { Beginning } from "@/components/sync/gate/first-paint";
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
  const rendered = useFirstPaint(queryKeys.task(ref), initial && { task: initial });
  const listed = useMemo(() => beginWithListed(client, ref), [client, ref]);
  return useQuery({ ...taskOptions(ref), ...(initial ? rendered : listed) });
}

/** Events keep the tasks of a list current, but for their long texts. */
function beginWithListed(
  client: QueryClient,
  ref: string | number,
): Beginning<TaskResponse | undefined> {
  const isCached = client.getQueryData(queryKeys.task(ref)) !== undefined;
  const task = isCached ? undefined : shownTask(client, ref);
  const mustRead = task !== undefined && hasOldTexts(client, task.id);
  return { initialData: task && { task }, refetchOnMount: mustRead ? "always" : true };
}
