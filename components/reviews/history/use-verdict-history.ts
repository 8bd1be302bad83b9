"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { VerdictPage } from "@/lib/reviews/schema";

/** Every verdict, newest first. */
export function useVerdictHistory(initial: VerdictPage | null) {
  return useInfiniteQuery({
    queryKey: [...queryKeys.reviews, "history"],
    queryFn: ({ pageParam, signal }) => {
      const before = pageParam === null ? "" : `&before=${pageParam}`;
      return apiGet<VerdictPage>(`/api/quality-review/history?limit=50${before}`, signal);
    },
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next_before,
    initialData: initial ? { pages: [initial], pageParams: [null] } : undefined,
    refetchOnMount: "always",
  });
}
