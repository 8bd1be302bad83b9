"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type {
  TriggerDeliveryDetailWire,
  TriggerDeliveryWire,
  TriggerWire,
} from "@/lib/triggers/shapes";

/** What is skipped, ignored or refused emits no event. */
const READ_AGAIN_MS = 15_000;

/** Every trigger; admins only. */
export function useTriggers() {
  return useQuery({
    queryKey: queryKeys.triggers,
    queryFn: async ({ signal }) =>
      (await apiGet<{ triggers: TriggerWire[] }>("/api/triggers?limit=200", signal)).triggers,
    refetchInterval: READ_AGAIN_MS,
  });
}

/** What is kept apart among the deliveries of a trigger; `received` is not, because it lasts a moment. */
export type DeliveryFilter = "all" | "created" | "failed" | "skipped" | "ignored";

/** The newest deliveries of a trigger. */
export function useTriggerDeliveries(trigger: number, outcome: DeliveryFilter) {
  return useQuery({
    queryKey: queryKeys.triggerDeliveriesOf(trigger, outcome),
    queryFn: async ({ signal }) => {
      const filter = outcome === "all" ? "" : `&outcome=${outcome}`;
      return apiGet<{ deliveries: TriggerDeliveryWire[]; next_cursor: string | null }>(
        `/api/triggers/${trigger}/deliveries?limit=100${filter}`,
        signal,
      );
    },
    placeholderData: keepPreviousData,
    refetchInterval: READ_AGAIN_MS,
  });
}

/** One delivery with what was sent. */
export function useTriggerDelivery(trigger: number, id: number) {
  return useQuery({
    queryKey: queryKeys.triggerDelivery(id),
    queryFn: async ({ signal }) =>
      (
        await apiGet<{ delivery: TriggerDeliveryDetailWire }>(
          `/api/triggers/${trigger}/deliveries/${id}`,
          signal,
        )
      ).delivery,
  });
}

/** Reads triggers and deliveries again after a change made here. */
export function useRefreshTriggers(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: queryKeys.triggers }),
      client.invalidateQueries({ queryKey: queryKeys.triggerDeliveries }),
    ]);
  }, [client]);
}
