"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { LaneKind } from "@/components/board/board-view";
import type { CellFilter } from "@/components/board/columns/cell";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { TaskPageWire } from "@/components/sync/cache/read-lists";
import { type AgentHit, useAgentsAs } from "@/components/sync/data/use-agents";
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
  const agents = useAgentsAs(namesOf, kind === "agent");
  const epics = useEpics(kind === "epic", filter.project_id);
  const lanes = useMemo(() => {
    switch (kind) {
      case "project":
        return projects.data && projectLanes(projects.data, filter);
      case "agent":
        return agents.data && agentLanes(agents.data, filter);
      case "epic":
        return epics.data && epicLanes(epics.data, filter);
      case "none":
        return NO_LANES;
    }
  }, [kind, filter, projects.data, agents.data, epics.data]);
  const reading = { project: projects, agent: agents, epic: epics, none: null }[kind];
  return { lanes, reading };
}

const NO_LANES: Lane[] = [];

/** A lane is the same whatever its agent does. */
const namesOf = (agents: readonly AgentHit[]) => agents.map(({ name }) => ({ name }));

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
