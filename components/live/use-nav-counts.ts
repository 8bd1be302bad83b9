"use client";

import { useQuery } from "@tanstack/react-query";
import type { NavCounts } from "@/components/shell/nav";
import { apiGet } from "./api";
import { queryKeys } from "./query-keys";

interface WorkloadWire {
  needs_person: number;
  queue: { by_status: Record<string, number> };
}

/** What the navigation shows beside its entries; starts with what the server counted. */
export function useNavCounts(initial: NavCounts): NavCounts {
  const { data } = useQuery({
    queryKey: queryKeys.counts,
    queryFn: async ({ signal }): Promise<NavCounts> => {
      const load = await apiGet<WorkloadWire>("/api/workload", signal);
      return { inbox: load.needs_person, reviews: load.queue.by_status.review ?? 0 };
    },
    initialData: initial,
  });
  return data;
}
