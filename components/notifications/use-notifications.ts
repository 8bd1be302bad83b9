"use client";

import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import type {
  CardPage,
  ChannelsWire,
  MailServerWire,
  MessagePage,
  RulesWire,
} from "@/lib/notifications/shapes";
import type { CardState } from "./notifications-view";

const PAGE = 50;

/** The person's cards of one state, those that changed last first. */
export function useCards(state: CardState, initial: CardPage | undefined) {
  return useInfiniteQuery({
    queryKey: queryKeys.cardsOf(state),
    queryFn: ({ pageParam, signal }) => {
      const before = pageParam === null ? "" : `&before=${pageParam}`;
      const path = `/api/notification-cards?state=${state}&limit=${PAGE}${before}`;
      return apiGet<CardPage>(path, signal);
    },
    initialPageParam: null as CardPage["next_before"],
    getNextPageParam: (page) => page.next_before,
    ...useFirstPaint(
      queryKeys.cardsOf(state),
      initial && { pages: [initial], pageParams: [null as CardPage["next_before"]] },
    ),
  });
}

/** No event says that a channel was sent to. */
const READ_AGAIN_MS = 30_000;

/** The person's channels with their health, and the kinds that can be added. */
export function useChannels() {
  return useQuery({
    queryKey: queryKeys.channels,
    queryFn: ({ signal }) => apiGet<ChannelsWire>("/api/notification-channels", signal),
    refetchInterval: READ_AGAIN_MS,
  });
}

/** What was sent over a channel, newest first. */
export function useMessages(channel: number) {
  return useQuery({
    queryKey: queryKeys.messagesOf(channel),
    queryFn: ({ signal }) =>
      apiGet<MessagePage>(`/api/notification-channels/${channel}/messages?limit=100`, signal),
    refetchInterval: READ_AGAIN_MS,
  });
}

/** The person's rules and times. */
export function useRules() {
  return useQuery({
    queryKey: queryKeys.notificationRules,
    queryFn: ({ signal }) => apiGet<RulesWire>("/api/notification-rules", signal),
  });
}

/** The mail server; admins only. */
export function useMailServer(isAdmin: boolean) {
  return useQuery({
    queryKey: queryKeys.mailServer,
    queryFn: async ({ signal }) =>
      (await apiGet<{ email: MailServerWire | null }>("/api/notification-email", signal)).email,
    enabled: isAdmin,
  });
}

/** Reads everything about the person's notifications again after a change made here. */
export function useRefreshNotifications(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    () => client.invalidateQueries({ queryKey: queryKeys.notifications }),
    [client],
  );
}
