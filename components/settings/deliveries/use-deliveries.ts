"use client";

import { keepPreviousData, type QueryKey, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { apiGet } from "@/components/sync/api";

/** What goes out and comes in emits no event while all is well. */
export const READ_AGAIN_MS = 15_000;

/** The newest deliveries of a webhook or a trigger; while others are chosen, those before them are shown. */
export function useDeliveryLog<Page>(queryKey: QueryKey, address: string) {
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => apiGet<Page>(address, signal),
    placeholderData: keepPreviousData,
    refetchInterval: READ_AGAIN_MS,
  });
}

/** Reads what has one of these keys again after a change made here. The list must be the same each time. */
export function useRefresh(keys: readonly QueryKey[]): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
  }, [client, keys]);
}
