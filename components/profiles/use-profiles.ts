"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import type { ProfileWire } from "@/lib/profiles/shapes";

/** Every profile that the reader may see, by name; kept current by the event stream. */
export function useProfiles(initial: ProfileWire[]) {
  return useQuery({
    queryKey: queryKeys.profiles,
    queryFn: async ({ signal }) =>
      (await apiGet<{ profiles: ProfileWire[] }>("/api/profiles", signal)).profiles,
    ...useFirstPaint(queryKeys.profiles, initial),
  });
}

export function useRefreshProfiles(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: queryKeys.profiles }), [client]);
}
