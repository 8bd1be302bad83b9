"use client";

import { useQuery } from "@tanstack/react-query";
import type { LaneKind } from "@/components/board/board-view";
import type { CellFilter } from "@/components/board/columns/cell";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { TaskPageWire } from "@/components/sync/cache/task-feed";
import { useAgents } from "@/components/sync/data/use-agents";
import { useProjects } from "@/components/sync/data/use-projects";
import type { Reading } from "@/components/sync/reading-problem";
import { OPEN } from "@/lib/tasks/lifecycle";
import { agentLanes, epicLanes, type Lane, projectLanes } from "./lanes";

/** The lanes of the board, undefined while they load. */
export function useLanes(
  kind: LaneKind,
  filter: CellFilter,
): { lanes: Lane[] | undefined; reading: Reading | null } {
  const projects = useProjects();
  const agents = useAgents();
  const epics = useEpics(kind === "epic", filter.project_id);
  switch (kind) {
    case "project":
      return { lanes: projects.data && projectLanes(projects.data, filter), reading: projects };
    case "agent":
      return { lanes: agents.data && agentLanes(agents.data, filter), reading: agents };
    case "epic":
      return { lanes: epics.data && epicLanes(epics.data, filter), reading: epics };
    case "none":
      return { lanes: NO_LANES, reading: null };
  }
}

const NO_LANES: Lane[] = [];

/** The unfinished topmost tasks with children; at most two hundred, more lanes than anybody reads. */
function useEpics(enabled: boolean, project: number | undefined) {
  const query = new URLSearchParams({
    root: "top",
    status: OPEN.join(","),
    sort: "priority",
    limit: "200",
  });
  if (project) query.set("project_id", String(project));
  return useQuery({
    queryKey: queryKeys.epicsOf(project),
    queryFn: ({ signal }) => apiGet<TaskPageWire>(`/api/tasks?${query}`, signal),
    select: ({ tasks }) => tasks,
    enabled,
  });
}
