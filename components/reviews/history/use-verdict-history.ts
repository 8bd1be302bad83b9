"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { readHistoryPage } from "@/components/sync/cache/history";
import { type HistoryOf, verdictItems } from "@/components/sync/cache/history-pages";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import type { VerdictPage } from "@/lib/reviews/schema";

/** Every verdict, newest first. */
export function useVerdictHistory(initial: VerdictPage | null) {
  return useInfiniteQuery({
    queryKey: queryKeys.verdicts,
    queryFn: (context) =>
      readHistoryPage(context, (before) => readPage(before, context.signal), verdictItems),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next_before,
    ...useFirstPaint<HistoryOf<VerdictPage> | undefined>(
      queryKeys.verdicts,
      initial ? { pages: [initial], pageParams: [null] } : undefined,
    ),
  });
}

function readPage(before: number | null, signal: AbortSignal): Promise<VerdictPage> {
  const from = before === null ? "" : `&before=${before}`;
  return apiGet<VerdictPage>(`/api/quality-review/history?limit=50${from}`, signal);
}
