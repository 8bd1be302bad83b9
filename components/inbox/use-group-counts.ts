"use client";

import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { TaskPageWire } from "@/components/sync/cache/task-feed";
import { filterQuery } from "@/components/sync/cache/task-filter";
import { useWorkload } from "@/components/sync/data/use-workload";
import { GROUP_IDS, GROUPS, type GroupId } from "./groups";
import { groupFilter, type InboxView, isFiltered } from "./inbox-view";

/** The exact number of tasks in each group, with the view's filters. */
export function useGroupCounts(view: InboxView): Partial<Record<GroupId, number>> {
  const load = useWorkload();
  const filtered = isFiltered(view);
  const totals = useQueries({
    queries: GROUP_IDS.map((group) => {
      const filter = groupFilter(group, view);
      return {
        queryKey: queryKeys.count(filter),
        queryFn: async ({ signal }: { signal: AbortSignal }) =>
          (await apiGet<TaskPageWire>(`/api/tasks?${filterQuery(filter, 1)}`, signal)).total,
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
