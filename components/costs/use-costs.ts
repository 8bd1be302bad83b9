"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { useReadAgain } from "@/components/sync/data/use-read-again";
import type { EventWire } from "@/lib/events/shapes";
import type { Costs } from "@/lib/runs/money-shapes";
import type { CostsView } from "./costs-view";

export const GROUPS = ["day", "agent", "project", "model", "task"] as const;
export type CostGroups = Record<(typeof GROUPS)[number], Costs>;

const COSTS = ["costs"] as const;

/** Every sum of the screen, kept true by the event stream. */
export function useCosts(view: CostsView, initial: CostGroups | undefined) {
  useReadAgain(COSTS, changesCosts);
  return useQuery({
    queryKey: [...COSTS, view],
    queryFn: async ({ signal }) => {
      const sums = await Promise.all(
        GROUPS.map((group) => apiGet<Costs>(`/api/costs?${queryOf(group, view)}`, signal)),
      );
      return Object.fromEntries(sums.map((sum) => [sum.group, sum])) as CostGroups;
    },
    initialData: initial,
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

/** A run that ended, or whose figures are others; not one that only goes on talking. */
const changesCosts = ({ type }: EventWire): boolean =>
  type === "run.completed" || type === "run.updated";
