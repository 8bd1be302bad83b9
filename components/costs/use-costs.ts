"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import type { Costs } from "@/lib/runs/money-shapes";
import type { CostsView } from "./costs-view";

export const COST_GROUPS = ["day", "agent", "project", "model", "task"] as const;
export type CostGroups = Record<(typeof COST_GROUPS)[number], Costs>;

/** Every sum of the screen, kept true by the event stream. */
export function useCosts(view: CostsView, initial: CostGroups | undefined) {
  const queryKey = queryKeys.costsOf(view);
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const sums = await Promise.all(
        COST_GROUPS.map((group) => apiGet<Costs>(`/api/costs?${queryOf(group, view)}`, signal)),
      );
      return Object.fromEntries(sums.map((sum) => [sum.group, sum])) as CostGroups;
    },
    ...useFirstPaint(queryKey, initial),
    meta: { requests: COST_GROUPS.length },
    placeholderData: (before) => before,
  });
}

function queryOf(group: string, { days, agent, project }: CostsView): string {
  const query = new URLSearchParams({ group, days: String(days), limit: "50" });
  if (group === "day") query.set("limit", "366");
  if (agent !== null) query.set("agent", agent);
  if (project !== null) query.set("project_id", String(project));
  return query.toString();
}
