"use client";

import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { taskCountOptions } from "@/components/sync/cache/task-feed";
import { useWorkload } from "@/components/sync/data/use-workload";
import { GROUPS, TASK_GROUP_IDS, type TaskGroupId } from "./groups";
import { groupFilter, type InboxView, isFiltered } from "./inbox-view";

/** The exact number of tasks in each of their groups, with the view's filters. */
export function useGroupCounts(view: InboxView): Partial<Record<TaskGroupId, number>> {
  const load = useWorkload();
  const filtered = isFiltered(view);
  const totals = useQueries({
    queries: TASK_GROUP_IDS.map((group) => {
      return {
        ...taskCountOptions(groupFilter(group, view)),
        placeholderData: keepPreviousData,
        enabled: filtered,
      };
    }),
  });
  return Object.fromEntries(
    TASK_GROUP_IDS.map((group, index) => {
      const count = filtered ? totals[index]?.data : load && GROUPS[group].count(load);
      return [group, count];
    }),
  );
}
