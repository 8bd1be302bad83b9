"use client";

import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { taskCountOptions } from "@/components/sync/cache/task-feed";
import { useWorkload } from "@/components/sync/data/use-workload";
import { GROUP_IDS, GROUPS, type GroupId } from "./groups";
import { groupFilter, type InboxView, isFiltered } from "./inbox-view";

/** The exact number of tasks in each group, with the view's filters. */
export function useGroupCounts(view: InboxView): Partial<Record<GroupId, number>> {
  const load = useWorkload();
  const filtered = isFiltered(view);
  const totals = useQueries({
    queries: GROUP_IDS.map((group) => {
      return {
        ...taskCountOptions(groupFilter(group, view)),
        placeholderData: keepPreviousData,
        enabled: filtered,
      };
    }),
  });
  return Object.fromEntries(
    GROUP_IDS.map((group, index) => {
      const count = filtered ? totals[index]?.data : load && GROUPS[group].count(load);
      return [group, count];
    }),
  );
}
