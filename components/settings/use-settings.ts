"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { listUsersAction } from "@/app/(app)/settings/actions";
import { orThrow } from "@/components/forms/refusal";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useLiveEvents } from "@/components/sync/stream/live-provider";
import type { KeyWire } from "@/lib/auth/schema";
import type { UserWire } from "@/lib/auth/users/user-wire";
import type { EventWire } from "@/lib/events/shapes";
import type { ProjectWire } from "@/lib/projects/schema";

const KEYS = ["settings", "keys"] as const;
const USERS = ["settings", "users"] as const;
const PROJECTS = [...queryKeys.projects, "settings"] as const;

/** Every project with its number of tasks, including archived ones. Project events refetch it. */
export function useAllProjects(initial: ProjectWire[]) {
  return useQuery({
    queryKey: PROJECTS,
    queryFn: async ({ signal }) =>
      (await apiGet<{ projects: ProjectWire[] }>("/api/projects?archived=all&counts=true", signal))
        .projects,
    initialData: initial,
    refetchOnMount: "always",
  });
}

/** Every API key, without the keys themselves; admins only. */
export function useApiKeys(initial: KeyWire[]) {
  useReadAgainOn("auth.key_", KEYS);
  return useQuery({
    queryKey: KEYS,
    queryFn: async ({ signal }) => (await apiGet<{ keys: KeyWire[] }>("/api/keys", signal)).keys,
    initialData: initial,
    refetchOnMount: "always",
  });
}

/** Every user; admins only. */
export function useUsers(initial: UserWire[]) {
  useReadAgainOn("auth.user_", USERS);
  return useQuery({
    queryKey: USERS,
    queryFn: () => orThrow(listUsersAction()),
    initialData: initial,
  });
}

/** Refetches the lists of the settings after a change made here. */
export function useRefreshSettings(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ["settings"] }),
      client.invalidateQueries({ queryKey: queryKeys.projects }),
    ]);
  }, [client]);
}

function useReadAgainOn(types: string, queryKey: readonly string[]) {
  const client = useQueryClient();
  useLiveEvents(
    useCallback(
      (event: EventWire) => {
        if (event.type.startsWith(types)) void client.invalidateQueries({ queryKey });
      },
      [client, types, queryKey],
    ),
  );
}
