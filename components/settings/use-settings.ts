"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import type { KeyWire } from "@/lib/auth/schema";
import type { UserWire } from "@/lib/auth/users/user-wire";
import type { ProjectWire } from "@/lib/projects/schema";

/** Every project with its number of tasks, including archived ones. Project events refetch it. */
export function useAllProjects(initial: ProjectWire[]) {
  return useQuery({
    queryKey: queryKeys.allProjects,
    queryFn: async ({ signal }) =>
      (await apiGet<{ projects: ProjectWire[] }>("/api/projects?archived=all&counts=true", signal))
        .projects,
    ...useFirstPaint(queryKeys.allProjects, initial),
  });
}

/** Every API key, without the keys themselves; admins only. */
export function useApiKeys(initial: KeyWire[]) {
  return useQuery({
    queryKey: queryKeys.apiKeys,
    queryFn: async ({ signal }) => (await apiGet<{ keys: KeyWire[] }>("/api/keys", signal)).keys,
    ...useFirstPaint(queryKeys.apiKeys, initial),
  });
}

/** Every user; admins only. */
export function useUsers(initial: UserWire[]) {
  return useQuery({
    queryKey: queryKeys.users,
    queryFn: async ({ signal }) =>
      (await apiGet<{ users: UserWire[] }>("/api/users", signal)).users,
    ...useFirstPaint(queryKeys.users, initial),
  });
}

/** Refetches the lists of the settings after a change made here. */
export function useRefreshSettings(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: queryKeys.settings }),
      client.invalidateQueries({ queryKey: queryKeys.projects }),
    ]);
  }, [client]);
}
