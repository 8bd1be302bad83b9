"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { DeliveryDetailWire, DeliveryWire, WebhookWire } from "@/lib/webhooks/shapes";

/** Deliveries emit no events while they succeed. */
const READ_AGAIN_MS = 15_000;

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
  return useQuery({
    queryKey: queryKeys.deliveriesOf(webhook, state),
    queryFn: async ({ signal }) => {
      const filter = state === "all" ? "" : `&state=${state}`;
      return apiGet<{ deliveries: DeliveryWire[]; has_more: boolean }>(
        `/api/webhooks/deliveries?webhook_id=${webhook}&limit=100${filter}`,
        signal,
      );
    },
    placeholderData: keepPreviousData,
    refetchInterval: READ_AGAIN_MS,
  });
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
export function useRefreshWebhooks(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: queryKeys.webhooks }),
      client.invalidateQueries({ queryKey: queryKeys.deliveries }),
    ]);
  }, [client]);
}
