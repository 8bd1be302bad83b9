"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { everyPage } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import type { TaskWire } from "@/lib/tasks/shapes";

/** A claimed task, with the fields that a list of agents shows. */
export type CurrentTaskWire = Pick<
  TaskWire,
  "id" | "ticket_ref" | "title" | "claimed_by" | "request_id"
> & {
  /** Unix seconds, or an ISO string from the server's first paint. */
  claimed_at: number | string | null;
};

type TaskPage = { tasks: TaskWire[]; next_cursor: string | null };

/** The tasks in progress, by the agent that has them. */
export function useCurrentTasks(initial: CurrentTaskWire[]): Map<string, CurrentTaskWire[]> {
  const { data } = useQuery<CurrentTaskWire[]>({
    queryKey: queryKeys.currentTasks,
    queryFn: async ({ signal }) =>
      (await everyPage<TaskPage>("/api/tasks?status=in_progress&limit=200", signal)).flatMap(
        ({ tasks }) => tasks,
      ),
    ...useFirstPaint(queryKeys.currentTasks, initial),
  });
  return useMemo(() => Map.groupBy(data, (task) => task.claimed_by ?? ""), [data]);
}
