"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { DeliveryDetailWire, DeliveryWire, WebhookWire } from "@/lib/webhooks/shapes";
import { READ_AGAIN_MS, useDeliveryLog, useRefresh } from "../deliveries/use-deliveries";

/** Every webhook with its health; admins only. */
export function useWebhooks() {
  return useQuery({
    queryKey: queryKeys.webhooks,
    queryFn: async ({ signal }) =>
      (await apiGet<{ webhooks: WebhookWire[] }>("/api/webhooks", signal)).webhooks,
    refetchInterval: READ_AGAIN_MS,
  });
}

export type DeliveryFilter = "all" | "failed" | "retrying" | "delivered";

/** The newest deliveries of a webhook. */
export function useDeliveries(webhook: number, state: DeliveryFilter) {
  const filter = state === "all" ? "" : `&state=${state}`;
  return useDeliveryLog<{ deliveries: DeliveryWire[]; has_more: boolean }>(
    queryKeys.deliveriesOf(webhook, state),
    `/api/webhooks/deliveries?webhook_id=${webhook}&limit=100${filter}`,
  );
}

/** One delivery with its payload and attempts. */
export function useDelivery(id: number) {
  return useQuery({
    queryKey: queryKeys.delivery(id),
    queryFn: async ({ signal }) =>
      (await apiGet<{ delivery: DeliveryDetailWire }>(`/api/webhooks/deliveries/${id}`, signal))
        .delivery,
    refetchInterval: READ_AGAIN_MS,
  });
}

/** Reads webhooks and deliveries again after a change made here. */
export const useRefreshWebhooks = (): (() => Promise<void>) => useRefresh(READ_AFTER_CHANGES);
const READ_AFTER_CHANGES = [queryKeys.webhooks, queryKeys.deliveries];
