"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { ProjectWire } from "@/lib/projects/schema";

export function useProjects() {
  return useQuery({
    queryKey: queryKeys.activeProjects,
    queryFn: ({ signal }) => apiGet<{ projects: ProjectWire[] }>("/api/projects", signal),
    select: ({ projects }) => projects,
  });
}
