"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { useReadAgain } from "@/components/sync/data/use-read-again";
import type { EventWire } from "@/lib/events/shapes";
import type { PricesWire } from "@/lib/runs/money-shapes";

export const PRICES = ["settings", "prices"] as const;

/** The table of prices in force. */
export function usePrices() {
  useReadAgain(PRICES, changesPrices);
  return useQuery({
    queryKey: PRICES,
    queryFn: ({ signal }) => apiGet<PricesWire>("/api/prices", signal),
  });
}

const changesPrices = ({ type, data }: EventWire): boolean =>
  type === "settings.updated" && (data as { key?: string }).key === "model.prices";
