"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { PricesWire } from "@/lib/runs/money-shapes";

/** The table of prices in force. */
export function usePrices() {
  return useQuery({
    queryKey: queryKeys.prices,
    queryFn: ({ signal }) => fetchPrices(signal),
  });
}

export const fetchPrices = (signal?: AbortSignal): Promise<PricesWire> =>
  apiGet<PricesWire>("/api/prices", signal);
