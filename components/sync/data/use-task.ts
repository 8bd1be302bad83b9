"use client";

import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { shownTask } from "@/components/sync/cache/show-task";
import type { TaskWire } from "@/lib/tasks/shapes";

export interface TaskResponse {
  task: TaskWire;
}

export function taskOptions(ref: string | number) {
  return queryOptions({
    queryKey: queryKeys.task(ref),
    queryFn: async ({ client, queryKey, signal }): Promise<TaskResponse> => {
      const answer = await apiGet<TaskResponse>(`/api/tasks/${ref}`, signal);
      const shown = client.getQueryData<TaskResponse>(queryKey);
      // An event may have brought a newer version while this response was under way.
      return shown && shown.task.etag > answer.task.etag ? shown : answer;
    },
  });
}

/** A task by id or ticket_ref, immediately when a list already shows it, and kept current by the event stream. */
export function useTask(ref: string | number, initial?: TaskWire) {
  const client = useQueryClient();
  return useQuery({
    ...taskOptions(ref),
    initialData: () => {
      const task = initial ?? shownTask(client, ref);
      return task && { task };
    },
  });
}
