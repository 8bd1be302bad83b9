"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import type { Budgets } from "@/lib/runs/money-shapes";

/** The budgets that are set, and what is spent of them. */
export function useBudgets(initial?: Budgets) {
  return useQuery({
    queryKey: queryKeys.budgets,
    queryFn: ({ signal }) => apiGet<Budgets>("/api/budgets", signal),
    ...useFirstPaint(queryKeys.budgets, initial),
  });
}
