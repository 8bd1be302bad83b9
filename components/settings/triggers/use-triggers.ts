"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type {
  TriggerDeliveryDetailWire,
  TriggerDeliveryWire,
  TriggerWire,
} from "@/lib/triggers/shapes";
import { READ_AGAIN_MS, useDeliveryLog, useRefresh } from "../deliveries/use-deliveries";

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
  const filter = outcome === "all" ? "" : `&outcome=${outcome}`;
  return useDeliveryLog<{ deliveries: TriggerDeliveryWire[]; next_cursor: string | null }>(
    queryKeys.triggerDeliveriesOf(trigger, outcome),
    `/api/triggers/${trigger}/deliveries?limit=100${filter}`,
  );
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
export const useRefreshTriggers = (): (() => Promise<void>) => useRefresh(READ_AFTER_CHANGES);
const READ_AFTER_CHANGES = [queryKeys.triggers, queryKeys.triggerDeliveries];
